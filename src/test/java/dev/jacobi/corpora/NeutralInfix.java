package dev.jacobi.corpora;

import java.util.List;
import java.util.Map;

/** The corpora's neutral infix text in the language: {@code if(c, a, b)}, {@code &&}, {@code ||}, {@code !} and {@code fmod} differ. */
final class NeutralInfix {
    private NeutralInfix() {}

    /** A function of these variables, with the bindings before its result. */
    static String function(List<String> variables, Map<String, String> bindings, String result) {
        StringBuilder text = new StringBuilder("function f(" + String.join(", ", variables) + ") {\n");
        bindings.forEach((name, value) -> text.append("    ")
                .append(name)
                .append(" = ")
                .append(expression(value))
                .append('\n'));
        return text.append("    return ")
                .append(expression(result))
                .append("\n}\n")
                .toString();
    }

    /** A function with several results. */
    static String function(List<String> variables, List<String> results) {
        String all =
                String.join(", ", results.stream().map(NeutralInfix::expression).toList());
        return "function f(" + String.join(", ", variables) + ") {\n    return "
                + (results.size() == 1 ? all : "(" + all + ")") + "\n}\n";
    }

    static String expression(String neutral) {
        String text = neutral.replace("&&", " and ").replace("||", " or ").replaceAll("!(?!=)", " not ");
        return conditionals(text.replaceAll("\\bfmod\\(", "rem("));
    }

    private static String conditionals(String text) {
        int start = text.startsWith("if(") ? 0 : indexAfterNonLetter(text);
        if (start < 0) {
            return text;
        }
        int[] commas = new int[2];
        int found = 0;
        int depth = 0;
        int i = start + 2;
        do {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 1) {
                commas[found++] = i;
            }
            i++;
        } while (depth > 0);
        return text.substring(0, start)
                + "(if " + conditionals(text.substring(start + 3, commas[0]))
                + " then " + conditionals(text.substring(commas[0] + 1, commas[1]))
                + " else " + conditionals(text.substring(commas[1] + 1, i - 1))
                + ")" + conditionals(text.substring(i));
    }

    private static int indexAfterNonLetter(String text) {
        for (int at = text.indexOf("if("); at >= 0; at = text.indexOf("if(", at + 1)) {
            if (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)) && text.charAt(at - 1) != '_') {
                return at;
            }
        }
        return -1;
    }
}
