import java.io.File;
import java.nio.file.Files;
import java.util.List;
import org.omegat.core.Core;
import org.omegat.core.data.NotLoadedProject;
import org.omegat.core.data.ProjectProperties;
import org.omegat.gui.glossary.GlossaryEntry;
import org.omegat.gui.glossary.GlossaryReaderCSV;
import org.omegat.gui.glossary.GlossaryReaderTBX;
import org.omegat.gui.glossary.GlossaryReaderTSV;
import org.omegat.util.Language;
import org.omegat.util.RuntimePreferences;

/** Prints what OmegaT reads in glossaries: Glossaries SOURCE TARGET FILE..., a line an entry. */
public class Glossaries {
    public static void main(String[] args) throws Exception {
        System.setProperty("java.awt.headless", "true");
        File folder = Files.createTempDirectory("omegat").toFile();
        new File(folder, "omegat").mkdirs();
        RuntimePreferences.setConfigDir(folder.getPath());
        ProjectProperties properties = new ProjectProperties(folder) {
            @Override
            public Language getSourceLanguage() {
                return new Language(args[0]);
            }

            @Override
            public Language getTargetLanguage() {
                return new Language(args[1]);
            }
        };
        Core.setProject(new NotLoadedProject() {
            @Override
            public ProjectProperties getProjectProperties() {
                return properties;
            }
        });
        for (int i = 2; i < args.length; i++) {
            File file = new File(args[i]);
            for (GlossaryEntry entry : read(file)) {
                String comment = entry.getCommentText().replace("\n", " / ");
                System.out.println(String.join("\t", file.getName(), entry.getSrcText(),
                        entry.getLocText(), comment));
            }
        }
        System.exit(0);
    }

    private static List<GlossaryEntry> read(File file) throws Exception {
        if (file.getName().endsWith(".tbx")) {
            return GlossaryReaderTBX.read(file, false);
        }
        if (file.getName().endsWith(".csv")) {
            return GlossaryReaderCSV.read(file, false);
        }
        return GlossaryReaderTSV.read(file, false);
    }
}
