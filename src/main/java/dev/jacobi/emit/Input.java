package dev.jacobi.emit;

import java.util.List;

/**
 * A variable or data of a function as a method takes it: a number, or an array of known length that holds several of the function's
 * numbers, one after the other.
 *
 * @param declared how the formula declares it, {@code q[3]}
 * @param length how many numbers an array holds; -1 for a number
 */
public record Input(String name, String declared, int length) {

    /** A number. */
    public static Input number(String name) {
        return new Input(name, name, -1);
    }

    static List<Input> numbers(List<String> names) {
        return names.stream().map(Input::number).toList();
    }

    boolean isArray() {
        return length >= 0;
    }

    /** How many numbers all hold together. */
    static int count(List<Input> inputs) {
        return inputs.stream()
                .mapToInt(input -> input.isArray() ? input.length : 1)
                .sum();
    }
}
