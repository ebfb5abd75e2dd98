package dev.jacobi.emit;

/** Text of the user's in a Javadoc comment: ASCII, without what could end the comment or start a tag. */
final class JavadocText {
    private JavadocText() {}

    /** Prose: every character that Javadoc, HTML or Java could take for its own becomes an entity. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean plain = c >= ' ' && c < 127 && "<>&@{}*/\\".indexOf(c) < 0;
            if (plain || c == '\n') {
                out.append((char) c);
            } else if (c != '\r') {
                out.append("&#").append(c).append(';');
            }
        }
        return out.toString();
    }

    /** A formula that Jacobi printed: it holds no comment, no quote and balanced braces; an unexpected character becomes '?'. */
    static String code(String formula) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < formula.length(); i++) {
            char c = formula.charAt(i);
            boolean endsComment = c == '/' && i > 0 && formula.charAt(i - 1) == '*';
            boolean allowed = c == '\n' || c >= ' ' && c < 127 && "\\@".indexOf(c) < 0;
            out.append(allowed && !endsComment ? c : '?');
        }
        return out.toString();
    }
}
