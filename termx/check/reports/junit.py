"""JUnit XML through junitparser: a test suite a file, a failed case a finding."""

from __future__ import annotations

import re

from termx.check.reports import Report, name, place
from termx.errors import ConfigError
from termx.models import Severity

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report) -> bytes:
    """Findings of level info are in the output of a case that passes.

    Raises `ConfigError` if junitparser is not installed.
    """
    try:
        from junitparser import Failure, JUnitXml, TestCase, TestSuite
    except ImportError:
        raise ConfigError("JUnit needs junitparser: pip install 'termx[junit]'") from None
    log = JUnitXml("termx check")
    for file in report.files:
        suite = TestSuite(_clean(file.path))
        for finding in file.findings:
            where = place(finding)
            case = TestCase(f"{where} {finding.code} {name(finding)}", _clean(file.path))
            text = _clean(f"{file.path}:{where}: {finding.message}\n{finding.occurrence.text}")
            if finding.severity is Severity.INFO:
                case.system_out = text
            else:
                failure = Failure(_clean(finding.message), finding.code)
                failure.text = text
                case.result = [failure]
            suite.add_testcase(case)
        if not file.findings:
            suite.add_testcase(TestCase("no findings", _clean(file.path)))
        log.add_testsuite(suite)
    log.update_statistics()  # type: ignore[no-untyped-call]  # the library has few types
    data: bytes = log.tostring()  # type: ignore[no-untyped-call]
    return data + b"\n"


def _clean(text: str) -> str:
    return _NOT_XML.sub("�", text)
