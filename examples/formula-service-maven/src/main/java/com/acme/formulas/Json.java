package com.acme.formulas;

import java.util.List;
import java.util.stream.Collectors;

/** Builds a JSON object, field by field. */
final class Json {
    private final StringBuilder fields = new StringBuilder();

    /** A field with a text, or null. */
    Json text(String name, String value) {
        return field(name, value == null ? "null" : quoted(value));
    }

    Json texts(String name, List<String> values) {
        return field(name, values.stream().map(Json::quoted).collect(Collectors.joining(",", "[", "]")));
    }

    Json number(String name, int value) {
        return field(name, Integer.toString(value));
    }

    /** A field with a number, or with a text where JSON has none: NaN, Infinity and -Infinity. */
    Json number(String name, double value) {
        String text = Double.toString(value);
        return field(name, Double.isFinite(value) ? text : quoted(text));
    }

    /** A field with an object, or null. */
    Json object(String name, Json value) {
        return field(name, value == null ? "null" : value.toString());
    }

    Json objects(String name, List<Json> values) {
        return field(name, values.stream().map(Json::toString).collect(Collectors.joining(",", "[", "]")));
    }

    private Json field(String name, String value) {
        fields.append(fields.isEmpty() ? "" : ",")
                .append(quoted(name))
                .append(':')
                .append(value);
        return this;
    }

    /** Beside what JSON asks for, all that is not ASCII is escaped, and {@code <}, so that no text can end an element of HTML. */
    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~' || c == '<') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    @Override
    public String toString() {
        return "{" + fields + "}";
    }
}
