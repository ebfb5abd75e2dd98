package dev.jacobi.exercise;

import java.util.ArrayList;
import java.util.List;

/** A page in plain text. */
final class TextPage implements Page {
    private static final int WIDTH = 100;
    private final StringBuilder out = new StringBuilder();

    private void block(String text) {
        out.append(out.isEmpty() ? "" : "\n").append(text.stripTrailing()).append('\n');
    }

    /** Words in lines of at most 100 characters, where words allow it; what stands between backticks is one word. */
    static String wrapped(String text) {
        StringBuilder lines = new StringBuilder();
        int used = 0;
        for (String word : text.split(" (?=([^`]*`[^`]*`)*[^`]*$)")) {
            boolean fits = used + 1 + word.length() <= WIDTH;
            lines.append(used == 0 ? "" : fits ? " " : "\n").append(word);
            used = (used > 0 && fits ? used + 1 : 0) + word.length();
        }
        return lines.toString();
    }

    @Override
    public void heading(int level, String text) {
        block(level > 2 ? text : text + "\n" + (level == 1 ? "=" : "-").repeat(text.length()));
    }

    @Override
    public void paragraph(String text) {
        block(wrapped(text).replace("`", ""));
    }

    @Override
    public void source(String text) {
        block(text.strip().indent(4).replaceAll("(?m) +$", ""));
    }

    @Override
    public void run(String typed, String printed) {
        source("$ " + typed + "\n" + printed);
    }

    @Override
    public void explained(String... command) {
        run(Terminal.typed(command), Terminal.run(command));
    }

    @Override
    public void formula(String... command) {
        source(Terminal.run(command));
    }

    @Override
    public void table(List<String> head, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>(List.of(plain(head)));
        rows.forEach(row -> all.add(plain(row)));
        StringBuilder table = new StringBuilder();
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder("    ");
            for (int i = 0; i < row.size(); i++) {
                int column = i;
                int width = all.stream()
                        .mapToInt(other -> other.get(column).length())
                        .max()
                        .orElseThrow();
                line.append(row.get(i)).append(" ".repeat(width - row.get(i).length() + 2));
            }
            table.append(line.toString().stripTrailing()).append('\n');
        }
        block(table.toString());
    }

    private static List<String> plain(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("`", "")).toList();
    }

    @Override
    public void picture(String file, String caption) {
        paragraph("(" + file + ": " + caption + ")");
    }

    @Override
    public String text() {
        return out.toString();
    }
}
