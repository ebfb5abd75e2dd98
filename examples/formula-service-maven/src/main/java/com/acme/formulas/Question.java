package com.acme.formulas;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a user asks.
 *
 * @param formula as it was typed
 * @param by the variable to differentiate by, or null for the first one
 * @param values the values of variables by their names; some may lack
 */
record Question(String formula, String by, Map<String, Double> values) {
    /** Possessive: what is no number is known after one look at each character, however long it is. */
    static final Pattern NUMBER = Pattern.compile("[-+]?(\\d++(\\.\\d*+)?|\\.\\d++)([eE][-+]?\\d++)?");

    private static final String AT = "at.";

    /**
     * Reads a form: {@code formula=a*x&by=x&at.a=2&at.x=3}, where an empty value is none.
     *
     * @throws Refusal where it has no formula, or a value is no number
     */
    static Question read(String form) {
        Map<String, String> fields = fields(form);
        if (!fields.containsKey("formula")) {
            throw new Refusal(400, "FORM", "the form has no field 'formula'");
        }
        Map<String, Double> values = new HashMap<>();
        fields.forEach((name, text) -> {
            if (name.startsWith(AT) && !text.isBlank()) {
                values.put(name.substring(AT.length()), number(name.substring(AT.length()), text.strip()));
            }
        });
        String by = fields.getOrDefault("by", "");
        return new Question(fields.get("formula"), by.isEmpty() ? null : by, values);
    }

    private static double number(String name, String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new Refusal(400, "NUMBER", "the value of '" + name + "' is no number: '" + text + "'");
        }
        return Double.parseDouble(text);
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new HashMap<>();
        for (String field : form.split("&")) {
            String[] parts = field.split("=", 2);
            try {
                fields.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
            } catch (IllegalArgumentException e) {
                throw new Refusal(400, "FORM", "the body is no form: " + e.getMessage());
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
