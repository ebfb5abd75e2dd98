package dev.jacobi.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A column of texts that name classes: each text gets a number, from 0 on. */
final class Classes implements Reading {
    private final String column;
    private final boolean open;
    private final List<String> names;

    private Classes(String column, boolean open, List<String> names) {
        this.column = column;
        this.open = open;
        this.names = new ArrayList<>(names);
    }

    /**
     * As an option says it: {@code species}, whose texts are numbered in alphabetical order, or {@code species:setosa,virginica}, which has
     * these and no others.
     */
    static Classes parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new Classes(text.strip(), true, List.of());
        }
        String[] names = text.substring(colon + 1).split(",", -1);
        return new Classes(
                text.substring(0, colon).strip(),
                false,
                List.of(names).stream().map(String::strip).toList());
    }

    String column() {
        return column;
    }

    /** The number of a class in the order in which they were met; {@link #numbered} says the right one. */
    @Override
    public Double number(String field) {
        String name = field.strip();
        int known = names.indexOf(name);
        if (known < 0 && open) {
            names.add(name);
            known = names.size() - 1;
        }
        return known < 0 ? null : Double.valueOf(known);
    }

    @Override
    public String expected() {
        return "one of " + String.join(", ", names);
    }

    @Override
    public boolean isOfTexts() {
        return true;
    }

    /** The numbers of classes for those that {@link #number} gave, once all rows are read. */
    double[] numbered(double[] met) {
        List<String> order = order();
        double[] numbers = new double[met.length];
        for (int i = 0; i < met.length; i++) {
            numbers[i] = order.indexOf(names.get((int) met[i]));
        }
        return numbers;
    }

    private List<String> order() {
        return open ? names.stream().sorted().toList() : names;
    }

    /** As in {@code species: 0 setosa, 1 virginica}. */
    String text() {
        List<String> order = order();
        return IntStream.range(0, order.size())
                .mapToObj(i -> i + " " + order.get(i))
                .collect(Collectors.joining(", ", column + ": ", ""));
    }
}
