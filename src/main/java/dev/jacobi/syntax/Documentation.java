package dev.jacobi.syntax;

/** The text within a documentation comment, and the comment round a text. */
final class Documentation {
    private Documentation() {}

    /**
     * The text of {@code /** ... *}{@code /} without delimiters and without the stars that lines begin with; null if
     * empty.
     */
    static String read(String comment) {
        int end = comment.length() - 2;
        while (end > 3 && comment.charAt(end - 1) == '*') {
            end--;
        }
        StringBuilder out = new StringBuilder();
        String[] lines = comment.substring(3, end).lines().toArray(String[]::new);
        for (int i = 0; i < lines.length; i++) {
            out.append(i == 0 ? lines[i].strip() : withoutStars(lines[i])).append('\n');
        }
        String text = out.toString().strip();
        return text.isEmpty() ? null : text;
    }

    /** The comment that {@link #read} reads back, with a line end after it. */
    static String write(String text) {
        String safe = text.replace("*/", "* /");
        if (safe.lines().count() <= 1) {
            return "/** " + safe + " */\n";
        }
        StringBuilder out = new StringBuilder("/**\n");
        safe.lines()
                .forEach(
                        line -> out.append(line.isEmpty() ? " *" : " * " + line).append('\n'));
        return out.append(" */\n").toString();
    }

    private static String withoutStars(String line) {
        String stripped = line.strip();
        int stars = 0;
        while (stars < stripped.length() && stripped.charAt(stars) == '*') {
            stars++;
        }
        if (stars == 0) {
            return stripped;
        }
        boolean space = stars < stripped.length() && stripped.charAt(stars) == ' ';
        return stripped.substring(space ? stars + 1 : stars);
    }
}
