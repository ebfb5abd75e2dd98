package dev.jacobi.exercise;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** A page in Markdown, with formulas in LaTeX. */
final class MarkdownPage implements Page {
    private final StringBuilder out = new StringBuilder();
    private int level;

    private void block(String text) {
        out.append(out.isEmpty() ? "" : "\n").append(text.stripTrailing()).append('\n');
    }

    @Override
    public void heading(int level, String text) {
        this.level = level;
        block("#".repeat(level) + " " + text);
    }

    @Override
    public void paragraph(String text) {
        block(TextPage.wrapped(text));
    }

    @Override
    public void source(String text) {
        block("```\n" + text.strip() + "\n```");
    }

    @Override
    public void run(String typed, String printed) {
        source("$ " + typed + "\n" + printed);
    }

    @Override
    public void explained(String... command) {
        String[] markdown = with(command, "--format", "markdown");
        run(Terminal.typed(markdown), "");
        block(Terminal.run(markdown).replaceAll("(?m)^#", "#".repeat(level + 1)));
    }

    @Override
    public void formula(String... command) {
        block("$$" + Terminal.run(with(command, "--format", "latex")).strip() + "$$");
    }

    private static String[] with(String[] command, String... more) {
        return Stream.of(command, more).flatMap(Stream::of).toArray(String[]::new);
    }

    @Override
    public void table(List<String> head, List<List<String>> rows) {
        StringBuilder table = new StringBuilder(row(head)).append(row(Collections.nCopies(head.size(), "---")));
        rows.forEach(row -> table.append(row(row)));
        block(table.toString());
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    @Override
    public void picture(String file, String caption) {
        block("![" + caption + "](" + file + ")");
    }

    @Override
    public String text() {
        return out.toString();
    }
}
