package com.acme.classify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Trains on a CSV file: its name, the column of the labels and the label to look for are the arguments. */
public final class Main {
    private static final String[] FLOWERS = {"data/flowers.csv", "species", "virginica"};

    private Main() {}

    public static void main(String[] arguments) {
        String[] words = arguments.length == 0 ? FLOWERS : arguments;
        if (words.length != 3) {
            System.out.println("wanted: file, column of the labels, label to look for");
            return;
        }
        try {
            Table table = Table.read(Path.of(words[0]), words[1], words[2]);
            print(words[2], table, Classifier.train(table));
        } catch (IOException | IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
    }

    private static void print(String label, Table table, Classifier classifier) {
        double[] weights = classifier.weights();
        double[] errors = classifier.standardErrors();
        System.out.printf("%-14s %11s %15s %8s%n", label, "weight", "standard error", "z");
        for (int i = 0; i < weights.length; i++) {
            print(table.columns().get(i), weights[i], errors[i]);
        }
        print("(intercept)", classifier.intercept(), errors[weights.length]);
        System.out.printf(
                Locale.ROOT,
                "log-likelihood %.6f after %d steps; %d of %d rows right%n",
                classifier.logLikelihood(),
                classifier.steps(),
                right(classifier, table),
                table.y().length);
    }

    private static void print(String name, double weight, double error) {
        System.out.printf(Locale.ROOT, "%-14s %11.5f %15.5f %8.3f%n", name, weight, error, weight / error);
    }

    private static int right(Classifier classifier, Table table) {
        int columns = table.columns().size();
        int right = 0;
        for (int row = 0; row < table.y().length; row++) {
            double[] numbers = Arrays.copyOfRange(table.X(), row * columns, (row + 1) * columns);
            right += classifier.probability(numbers) > 0.5 == table.y()[row] > 0 ? 1 : 0;
        }
        return right;
    }
}
