package dev.jacobi.cli;

import dev.jacobi.Equivalence;
import java.util.List;
import java.util.StringJoiner;

/** How the answer to {@code check --equal} is written; the first words tell the three answers apart. */
final class EqualityCheck {
    private final Equivalence answer;

    EqualityCheck(Equivalence answer) {
        this.answer = answer;
    }

    /** Whether the formulas were proved equal. */
    boolean isEqual() {
        return answer instanceof Equivalence.Equal;
    }

    /** One line, and one for each rule where they are asked for. */
    String text(boolean withRules) {
        if (answer instanceof Equivalence.Equal equal) {
            String where = equal.where().isEmpty() ? "" : " where " + String.join(" and ", equal.where());
            List<String> rules = withRules ? equal.rules() : List.of();
            return "equal" + where + (rules.isEmpty() ? "" : "\n  " + String.join("\n  ", rules));
        }
        if (answer instanceof Equivalence.Different different) {
            return "not equal: " + place(different) + "the first " + value(different.left()) + ", the second "
                    + value(different.right());
        }
        return "not decided: " + ((Equivalence.Undecided) answer).reason();
    }

    private static String place(Equivalence.Different different) {
        StringJoiner point = new StringJoiner(", ", "at ", " ").setEmptyValue("");
        different.point().forEach((name, number) -> point.add(name + " = " + Numbers.format(number)));
        return point.toString();
    }

    private static String value(double value) {
        return Double.isNaN(value) ? "has no value" : "is " + Numbers.format(value);
    }

    String json() {
        return JsonText.object(json -> {
            if (answer instanceof Equivalence.Equal equal) {
                json.writeStringField("answer", "equal");
                json.writeArrayFieldStart("where");
                for (String condition : equal.where()) {
                    json.writeString(condition);
                }
                json.writeEndArray();
                json.writeArrayFieldStart("rules");
                for (String rule : equal.rules()) {
                    json.writeString(rule);
                }
                json.writeEndArray();
            } else if (answer instanceof Equivalence.Different different) {
                json.writeStringField("answer", "not equal");
                json.writeObjectFieldStart("point");
                for (String name : different.point().keySet()) {
                    JsonText.number(json, name, different.point().get(name));
                }
                json.writeEndObject();
                JsonText.number(json, "left", different.left());
                JsonText.number(json, "right", different.right());
            } else {
                json.writeStringField("answer", "not decided");
                json.writeStringField("reason", ((Equivalence.Undecided) answer).reason());
            }
        });
    }
}
