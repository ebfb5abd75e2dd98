package dev.jacobi.exercise;

import dev.jacobi.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The command line, as a reader would use it. */
final class Terminal {
    private Terminal() {}

    /** What a command prints; the exit code may also say that formulas are not equal. */
    static String run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Main.run(InputStream.nullInputStream(), out, err, arguments);
        if (err.size() > 0) {
            throw new AssertionError(typed(arguments) + "\n" + err.toString(StandardCharsets.UTF_8));
        }
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    /** The command as it is typed, with quotes where a shell needs them, in lines of at most 100 characters. */
    static String typed(String... arguments) {
        StringBuilder typed = new StringBuilder("./jacobi");
        int used = typed.length();
        for (String word : words(arguments)) {
            boolean fits = used + 1 + word.length() <= 98;
            typed.append(fits ? " " : " \\\n    ").append(word);
            used = (fits ? used + 1 : 4) + word.length();
        }
        return typed.toString();
    }

    /** What is typed without a break: an option with its value is one. */
    private static List<String> words(String... arguments) {
        List<String> words = new ArrayList<>();
        for (String argument : arguments) {
            String typed = argument.matches("[\\w./=+-]+") ? argument : "'" + argument + "'";
            int last = words.size() - 1;
            if (last >= 0 && words.get(last).matches("--\\w+") && !argument.startsWith("-")) {
                words.set(last, words.get(last) + " " + typed);
            } else {
                words.add(typed);
            }
        }
        return words;
    }
}
