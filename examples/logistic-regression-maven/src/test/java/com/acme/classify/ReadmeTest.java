package com.acme.classify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    @Test
    void showsWhatTheProgramPrints() throws IOException {
        PrintStream terminal = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            Main.main(new String[0]);
        } finally {
            System.setOut(terminal);
        }
        String shown = printed.toString(UTF_8).stripTrailing().indent(4);
        assertTrue(Files.readString(Path.of("README.md")).contains(shown), "README.md does not show\n" + shown);
    }
}
