package dev.jacobi.optim;

import java.util.Arrays;

/** A rule that may read all that it changes: it gives new arrays, which are copied to where the old ones were. */
final class CopyingUpdate extends Update {
    private final Call rule;
    private final double[] parameters;
    private final double[] after;

    CopyingUpdate(Call rule, Call rate, int parameters, int length) {
        super(rate);
        this.rule = rule;
        this.parameters = new double[parameters];
        this.after = new double[length];
    }

    @Override
    double[] parameters() {
        return parameters;
    }

    @Override
    void read(double[] numbers) {
        System.arraycopy(numbers, 0, rule.arguments(), 0, numbers.length);
        System.arraycopy(numbers, 0, parameters, 0, parameters.length);
    }

    @Override
    double[] written() {
        return Arrays.copyOf(rule.arguments(), after.length);
    }

    @Override
    void step(long t, double[] gradient) {
        double[] before = rule.arguments();
        System.arraycopy(gradient, 0, before, after.length, parameters.length);
        setNumbers(rule, t);
        rule.value(after);
        System.arraycopy(after, 0, before, 0, after.length);
        System.arraycopy(after, 0, parameters, 0, parameters.length);
    }
}
