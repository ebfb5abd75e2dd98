package com.acme.formulas;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns LaTeX, as far as Jacobi writes it, into MathML, which browsers show without a library. What it is given ends up in text and
 * attributes only as far as {@link LatexSymbols} knows it, or escaped.
 */
final class MathMl {
    private static final Pattern TOKEN = Pattern.compile("\\\\[A-Za-z]+\\*?|\\\\.|[0-9.]+|\\S", Pattern.DOTALL);
    private static final Pattern LETTER = Pattern.compile("[A-Za-z]");
    private static final Pattern NUMBER = Pattern.compile("[0-9.]+");
    /** Nested deeper than any formula that a person reads; each level needs some of the stack. */
    private static final int DEEPEST = 400;

    private final String latex;
    private final Matcher matcher;
    private String token;
    private int depth;

    private MathMl(String latex) {
        this.latex = latex;
        this.matcher = TOKEN.matcher(latex);
        next();
    }

    /** The formula as an element {@code math}, or null where it has something that is not known here. */
    static String of(String latex) {
        try {
            MathMl reader = new MathMl(latex);
            String row = reader.row();
            reader.expect("");
            return "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\">" + row + "</math>";
        } catch (UnknownLatex e) {
            return null;
        }
    }

    private static final class UnknownLatex extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnknownLatex(String what) {
            super(what, null, false, false);
        }
    }

    private void next() {
        token = matcher.find() ? matcher.group() : "";
    }

    private void expect(String expected) {
        if (!token.equals(expected)) {
            throw new UnknownLatex(token);
        }
        if (!expected.isEmpty()) {
            next();
        }
    }

    private boolean ends() {
        return switch (token) {
            case "", "}", "]", "\\right", "&", "\\\\", "\\end" -> true;
            default -> false;
        };
    }

    /** What stands side by side, up to what ends it. */
    private String row() {
        if (++depth > DEEPEST) {
            throw new UnknownLatex("depth");
        }
        List<String> parts = new ArrayList<>();
        while (!ends()) {
            parts.add(scripted());
        }
        depth--;
        return parts.size() == 1 ? parts.get(0) : element("mrow", String.join("", parts));
    }

    /** One thing with what is below and above it. */
    private String scripted() {
        boolean limits = LatexSymbols.takesLimits(token);
        String base = part();
        String below = null;
        String above = null;
        while (token.equals("_") || token.equals("^")) {
            boolean isBelow = token.equals("_");
            next();
            String script = group();
            below = isBelow ? script : below;
            above = isBelow ? above : script;
        }
        if (below != null && above != null) {
            return element(limits ? "munderover" : "msubsup", base + below + above);
        } else if (below != null) {
            return element(limits ? "munder" : "msub", base + below);
        }
        return above == null ? base : element(limits ? "mover" : "msup", base + above);
    }

    private String group() {
        expect("{");
        String row = row();
        expect("}");
        return row;
    }

    private String part() {
        String part = token;
        if (part.equals("{")) {
            return group();
        } else if (NUMBER.matcher(part).matches()) {
            next();
            return element("mn", part);
        } else if (LETTER.matcher(part).matches()) {
            next();
            return element("mi", part);
        }
        return switch (part) {
            case "\\frac" -> fraction();
            case "\\sqrt" -> root();
            case "\\left" -> fenced();
            case "\\begin" -> table();
            case "\\mathrm", "\\operatorname", "\\operatorname*" -> element("mi", rawText());
            case "\\text" -> element("mtext", rawText().replace(" ", "\u00a0"));
            case "\\mathbb" -> element("mi mathvariant=\"double-struck\"", rawText());
            default -> symbol();
        };
    }

    private String symbol() {
        String symbol = LatexSymbols.element(token);
        if (symbol == null) {
            throw new UnknownLatex(token);
        }
        next();
        return symbol;
    }

    private String fraction() {
        next();
        String above = group();
        return element("mfrac", above + group());
    }

    private String root() {
        next();
        if (!token.equals("[")) {
            return element("msqrt", group());
        }
        next();
        String degree = row();
        expect("]");
        return element("mroot", group() + degree);
    }

    private String fenced() {
        next();
        String open = fence();
        String inner = row();
        expect("\\right");
        return element("mrow", open + inner + fence());
    }

    private String fence() {
        String bracket = LatexSymbols.bracket(token);
        if (bracket == null) {
            throw new UnknownLatex(token);
        }
        next();
        return element("mo fence=\"true\" stretchy=\"true\"", bracket);
    }

    /** {@code \begin{cases} a & b \\ c & d \end{cases}}, or {@code aligned}. */
    private String table() {
        String name = rawText();
        StringBuilder rows = new StringBuilder("<mtr>");
        while (!token.equals("\\end")) {
            rows.append(element("mtd", row()));
            if (token.equals("&")) {
                next();
            } else if (token.equals("\\\\")) {
                rows.append("</mtr><mtr>");
                next();
            } else if (!token.equals("\\end")) {
                throw new UnknownLatex(token);
            }
        }
        rows.append("</mtr>");
        if (!rawText().equals(name)) {
            throw new UnknownLatex(name);
        }
        String table = element("mtable displaystyle=\"true\" class=\"" + name + "\"", rows.toString());
        return name.equals("cases")
                ? element("mrow", element("mo fence=\"true\" stretchy=\"true\"", "{") + table)
                : table;
    }

    /** What stands between the next braces, as text for MathML; the token before them has not been passed yet. */
    private String rawText() {
        int open = matcher.end();
        int close = latex.indexOf('}', open);
        if (open >= latex.length() || latex.charAt(open) != '{' || close < 0) {
            throw new UnknownLatex(token);
        }
        matcher.region(close + 1, latex.length());
        next();
        return escaped(latex.substring(open + 1, close).replace("\\_", "_").replace("\\,", "\u2009"));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** An element by its name, which attributes may follow. */
    static String element(String start, String inner) {
        return "<" + start + ">" + inner + "</" + start.split(" ")[0] + ">";
    }
}
