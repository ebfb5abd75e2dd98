package com.acme.fitting;

import dev.jacobi.diag.JacobiException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Fits three curves of growth, or one that is typed as an argument with the starts of its parameters behind it. */
public final class Main {
    private static final double LATER = 100;

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        Points pasture = Points.read("rat42.csv");
        try {
            if (arguments.length == 0) {
                fit("top / (1 + exp(shift - rate * x))", List.of("top=100", "shift=1", "rate=0.1"), pasture);
                fit("top * exp(-exp(shift - rate * x))", List.of("top=100", "shift=1", "rate=0.1"), pasture);
                fit("top * (1 - exp(-(x / scale)^shape))", List.of("top=100", "scale=50", "shape=2"), pasture);
            } else {
                fit(arguments[0], List.of(arguments).subList(1, arguments.length), pasture);
            }
        } catch (JacobiException | IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
    }

    private static void fit(String text, List<String> starts, Points points) {
        Model model = new Model(text);
        Fitted fitted = model.fit(points, numbers(starts));
        System.out.println(text);
        for (int i = 0; i < model.parameters().size(); i++) {
            System.out.printf(
                    Locale.ROOT,
                    "  %-6s %12.6f +- %.6f%n",
                    model.parameters().get(i),
                    fitted.parameters()[i],
                    fitted.standardErrors()[i]);
        }
        Fitted.Prediction later = fitted.at(LATER);
        System.out.printf(
                Locale.ROOT,
                "  sum of squares %.6f, Akaike's criterion %.3f, at x = %.0f: %.2f +- %.2f%n",
                fitted.sumOfSquares(),
                fitted.akaike(),
                LATER,
                later.value(),
                later.standardError());
    }

    private static Map<String, Double> numbers(List<String> starts) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (String start : starts) {
            String[] parts = start.split("=", 2);
            if (parts.length != 2) {
                throw new IllegalArgumentException("'" + start + "' is no start; one looks like top=100");
            }
            numbers.put(parts[0], Double.valueOf(parts[1]));
        }
        return numbers;
    }
}
