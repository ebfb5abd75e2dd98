package dev.jacobi.corpora;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The cases of a corpus: all of them where the whole corpus lies beside the project, or else those in the test resources (see the
 * SOURCE.md there).
 *
 * @param whole whether these are all
 */
record Corpus(String name, boolean whole, List<Json> cases) {
    private static final Path BESIDE = Path.of("..", "shared", "corpora");

    static Corpus named(String name) {
        Path whole = BESIDE.resolve(name).resolve("cases.jsonl");
        try {
            return Files.isReadable(whole)
                    ? new Corpus(name, true, parse(Files.readAllLines(whole, StandardCharsets.UTF_8)))
                    : new Corpus(name, false, resource(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Json> resource(String name) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Corpus.class.getResourceAsStream("/corpora/" + name + "/cases.jsonl"), name),
                StandardCharsets.UTF_8))) {
            return parse(lines.lines().toList());
        }
    }

    private static List<Json> parse(List<String> lines) {
        return lines.stream().filter(line -> !line.isBlank()).map(Json::parse).toList();
    }
}
