package dev.jacobi.emit;

/** Text of the user's in a Javadoc comment: ASCII, without what could end the comment or start a tag. */
final class JavadocText {
    private JavadocText() {}

    /**
     * Prose: every character that Javadoc, HTML or Java could take for its own becomes an entity, and one that no entity may stand for
     * a question mark.
     */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean plain = c >= ' ' && c < 127 && "<>&@{}*/\\".indexOf(c) < 0;
            if (plain || c == '\n') {
                out.append((char) c);
            } else if (c != '\r') {
                out.append(isText(c) ? "&#" + c + ";" : "?");
            }
        }
        return out.toString();
    }

    /** Whether HTML knows the character: not a control character, a half of a pair or a code point that is none. */
    private static boolean isText(int c) {
        boolean control = c < ' ' && c != '\t' || c >= 127 && c < 160;
        boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        boolean none = c >= 0xFDD0 && c <= 0xFDEF || (c & 0xFFFE) == 0xFFFE;
        return !control && !half && !none;
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
