package dev.jacobi.cli;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the fields of a column are. */
interface Reading {
    /** Any number. */
    Reading NUMBER = of("a number", Numbers::parse);

    /** A number that is neither infinite nor NaN. */
    Reading FINITE = of("a finite number", text -> where(Numbers.parse(text), Double::isFinite));

    /** An integer that Java's {@code int} holds. */
    Reading WHOLE = of("a whole number", text -> where(Numbers.parse(text), number -> (int) (double) number == number));

    /** The number of a field that is not blank, or null where it has none. */
    Double number(String field);

    /** What was expected where there is no number, as in a message. */
    String expected();

    /** Whether fields are texts, in formats that tell texts from numbers. */
    default boolean isOfTexts() {
        return false;
    }

    /** A column that is read so. */
    record Column(String name, Reading reading) {
        /** Columns of numbers. */
        static List<Column> numbers(List<String> names) {
            return names.stream().map(name -> new Column(name, NUMBER)).toList();
        }
    }

    private static Double where(Double number, Predicate<Double> condition) {
        return number != null && condition.test(number) ? number : null;
    }

    private static Reading of(String expected, Function<String, Double> reading) {
        return new Reading() {
            @Override
            public Double number(String field) {
                return reading.apply(field);
            }

            @Override
            public String expected() {
                return expected;
            }
        };
    }
}
