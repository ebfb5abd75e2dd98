package com.acme.formulas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ReadmeTest {
    private static final Pattern COMMAND =
            Pattern.compile("    \\$ curl -s (.*) localhost:8080/api/evaluate\n    (.*)\n");
    private static final Pattern MATHML = Pattern.compile("\"mathml\":\"([^\"\\\\]|\\\\.)*\"");
    private static final Pattern DATA = Pattern.compile("-d '([^']*)'");

    @Test
    @Timeout(120)
    void answersAreThoseShown() throws IOException {
        List<MatchResult> commands = COMMAND.matcher(Files.readString(Path.of("README.md")))
                .results()
                .toList();
        assertEquals(2, commands.size());
        try (FormulaServer server = new FormulaServer(Client.anywhere(), Client.settings(Client.PATIENT))) {
            for (MatchResult command : commands) {
                String form = DATA.matcher(command.group(1))
                        .results()
                        .map(data -> data.group(1))
                        .collect(Collectors.joining("&"));
                String body = new Client(server.port()).post(form).join().body();
                assertEquals(command.group(2), MATHML.matcher(body).replaceAll("\"mathml\":..."));
            }
        }
    }
}
