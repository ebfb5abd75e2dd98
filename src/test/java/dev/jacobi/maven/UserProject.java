package dev.jacobi.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.shared.invoker.DefaultInvocationRequest;
import org.apache.maven.shared.invoker.DefaultInvoker;
import org.apache.maven.shared.invoker.InvocationRequest;
import org.apache.maven.shared.invoker.InvocationResult;
import org.apache.maven.shared.invoker.MavenInvocationException;

/** A project of a user's, which Maven builds with the plugin that was just built. */
final class UserProject {
    private static final String VERSION = System.getProperty("jacobi.version");

    private static final String COMPILER = "maven-compiler-plugin";

    final Path folder;

    UserProject(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** What a build said, and whether it came to its end. */
    record Build(int exitCode, List<String> lines) {
        List<String> linesWith(String text) {
            return lines.stream().filter(line -> line.contains(text)).toList();
        }

        @Override
        public String toString() {
            return "exit code " + exitCode + "\n" + String.join("\n", lines);
        }
    }

    Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** A pom with the plugins of a build in versions that the main build has resolved. */
    void pom(String coordinates, String plugin) throws IOException {
        write("pom.xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                %s
                  <properties>
                    <maven.compiler.release>17</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                  </properties>
                  <build>
                    <plugins>
                %s
                      <plugin>
                        <artifactId>maven-resources-plugin</artifactId>
                        <version>3.3.1</version>
                      </plugin>
                %s
                    </plugins>
                  </build>
                </project>
                """.formatted(coordinates, plugin, plugin.contains(COMPILER) ? "" : compiler("")));
    }

    /** The compiler plugin, which refuses warnings. */
    static String compiler(String configuration) {
        return "<plugin><artifactId>" + COMPILER + "</artifactId><version>3.14.1</version><configuration>"
                + configuration + "<compilerArgs><arg>-Xlint:all</arg><arg>-Werror</arg></compilerArgs>"
                + "</configuration></plugin>";
    }

    static String coordinates(String artifact) {
        return "<groupId>com.acme</groupId><artifactId>" + artifact + "</artifactId><version>1</version>";
    }

    /** The plugin with one execution of goals. */
    static String plugin(String version, String goals, String configuration) {
        return "<plugin><groupId>dev.jacobi</groupId><artifactId>jacobi</artifactId><version>" + version
                + "</version><executions><execution><goals>" + goals + "</goals><configuration>" + configuration
                + "</configuration></execution></executions></plugin>";
    }

    static String plugin(String goals) {
        return plugin(VERSION, goals, "");
    }

    Build build(String... arguments) throws IOException, MavenInvocationException {
        return build(Map.of(), arguments);
    }

    /** @param environment variables beside those of this process */
    Build build(Map<String, String> environment, String... arguments) throws IOException, MavenInvocationException {
        List<String> lines = new ArrayList<>();
        InvocationRequest request = new DefaultInvocationRequest();
        request.setBaseDirectory(folder.toFile());
        request.setBatchMode(true);
        request.setNoTransferProgress(true);
        request.setUserSettingsFile(settings().toFile());
        request.setLocalRepositoryDirectory(new File(System.getProperty("target.repository")));
        request.setOutputHandler(lines::add);
        request.setErrorHandler(lines::add);
        request.addArgs(List.of(arguments));
        environment.forEach(request::addShellEnvironment);
        DefaultInvoker invoker = new DefaultInvoker();
        invoker.setMavenHome(new File(System.getProperty("maven.home")));
        InvocationResult result = invoker.execute(request);
        return new Build(result.getExitCode(), lines);
    }

    /** Those of the examples: what the main build has resolved is not downloaded again. */
    private Path settings() throws IOException {
        String main = Path.of(System.getProperty("main.repository")).toUri().toString();
        String text = Files.readString(Path.of("src/it/settings.xml")).replace("@localRepositoryUrl@", main);
        Path file = folder.resolveSibling(folder.getFileName() + "-settings.xml");
        return Files.writeString(file, text);
    }

    /** All files below a folder, with their contents. */
    SortedMap<String, String> contents(String name) throws IOException {
        Path root = file(name);
        SortedMap<String, String> contents = new TreeMap<>();
        for (Path file : files(root)) {
            contents.put(root.relativize(file).toString(), Files.readString(file));
        }
        return contents;
    }

    /** When the files below folders were written. */
    Map<Path, Long> times(String... names) throws IOException {
        Map<Path, Long> times = new TreeMap<>();
        for (String name : names) {
            for (Path file : files(file(name))) {
                times.put(file, Files.getLastModifiedTime(file).toMillis());
            }
        }
        return times;
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).sorted().collect(Collectors.toList());
        }
    }
}
