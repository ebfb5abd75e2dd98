package dev.jacobi.laws;

import dev.jacobi.laws.RandomProgram.Step;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes random programs. Each program has policies of its own, since programs of one even mixture all look alike: how near a step's
 * arguments are (chains or shared graphs), how many kinks and branches there are, and whether the program is tame: then steps whose
 * value at a reference point is not finite, or is huge, are mostly taken back.
 */
final class Generator {
    private static final Op[] OPERATIONS =
            Arrays.stream(Op.values()).filter(Op::isElementary).toArray(Op[]::new);
    private static final Op[] ARITHMETIC = {Op.ADD, Op.SUB, Op.MUL, Op.MUL, Op.DIV, Op.NEG, Op.POWER, Op.FMA};
    private static final Op[] SMOOTH = {
        Op.SIN, Op.COS, Op.EXP, Op.LOG, Op.SQRT, Op.TANH, Op.POW, Op.ATAN, Op.HYPOT, Op.SIGMOID
    };
    private static final Op[] KINKS = {
        Op.ABS, Op.MAX, Op.MIN, Op.CLAMP, Op.RELU, Op.SELECT, Op.SIGN, Op.FLOOR, Op.MOD, Op.REM
    };
    private static final Op[] CONDITIONS = {Op.LT, Op.LE, Op.EQ, Op.AND, Op.OR, Op.NOT};
    private static final double[] PLAIN = {0, 1, -1, 2, 0.5, 3, -2, 10, 0.1, 1.5, Math.PI};

    private final SplittableRandom random;
    private final boolean tame;
    private final double near;
    private final double[] weights;
    private final List<Step> steps = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();
    private int variables;
    private int data;

    private Generator(SplittableRandom random) {
        this.random = random;
        this.tame = random.nextInt(4) != 0;
        this.near = random.nextDouble();
        this.weights = new double[] {
            1, random.nextDouble(), random.nextDouble(0.7), random.nextDouble(0.4), random.nextDouble(0.5)
        };
    }

    static RandomProgram program(long seed, int mostSteps) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = (int) Math.round(5 * Math.pow(mostSteps / 5.0, random.nextDouble()));
        return new Generator(random).make(size);
    }

    private RandomProgram make(int size) {
        variables = 2 + random.nextInt(3);
        data = random.nextInt(3);
        for (int i = 0; i < variables + data; i++) {
            steps.add(new Step(Op.PARAMETER, i, 0, List.of()));
            values.add(random.nextInt(3) == 0 ? PLAIN[random.nextInt(PLAIN.length)] : random.nextDouble(-3, 3));
        }
        double[] reference = values.stream().mapToDouble(v -> v).toArray();
        while (steps.size() < variables + data + size) {
            add(step());
        }
        List<Integer> results = new ArrayList<>();
        int count = random.nextInt(5) == 0 ? 2 + random.nextInt(2) : 1;
        for (int i = steps.size() - 1; results.size() < count; i--) {
            if (steps.get(i).type() == Type.REAL) {
                results.add(i);
            }
        }
        return new RandomProgram(variables, data, steps, results, reference);
    }

    private void add(Step step) {
        Double value = value(step);
        for (int tries = 0; tame && tries < 6 && !(Math.abs(value) < 1e4); tries++) {
            step = step();
            value = value(step);
        }
        steps.add(step);
        values.add(value);
    }

    private Step step() {
        double sum = Arrays.stream(weights).sum();
        double pick = random.nextDouble(sum);
        Op[][] groups = {ARITHMETIC, SMOOTH, KINKS, CONDITIONS, OPERATIONS};
        int group = 0;
        while (pick >= weights[group]) {
            pick -= weights[group++];
        }
        if (random.nextInt(12) == 0) {
            return random.nextInt(10) == 0 ? Step.truth(random.nextBoolean()) : Step.constant(number());
        }
        Op op = groups[group][random.nextInt(groups[group].length)];
        Integer[] args = new Integer[op.arity()];
        for (int i = 0; i < args.length; i++) {
            args[i] = argument(op.argumentType(i));
        }
        if (op == Op.POW && random.nextBoolean()) {
            args[1] = constantStep(random.nextBoolean() ? random.nextInt(-3, 4) : PLAIN[random.nextInt(PLAIN.length)]);
        }
        int integer = op == Op.POWER ? exponent() : op == Op.POLYGAMMA ? random.nextInt(4) : 0;
        return new Step(op, integer, 0, List.of(args));
    }

    private int exponent() {
        return random.nextInt(3) != 0 ? random.nextInt(-3, 5) : random.nextInt(-64, 65);
    }

    private int argument(Type type) {
        for (int tries = 0; tries < 20; tries++) {
            int size = steps.size();
            double choice = random.nextDouble();
            int index = choice < near
                    ? Math.max(0, size - 1 - random.nextInt(6))
                    : choice < near + 0.15 ? random.nextInt(variables + data) : random.nextInt(size);
            if (steps.get(index).type() == type) {
                return index;
            }
        }
        if (type == Type.REAL) {
            return random.nextInt(variables);
        }
        steps.add(Step.of(random.nextInt(5) == 0 ? Op.EQ : Op.LT, argument(Type.REAL), argument(Type.REAL)));
        values.add(value(steps.get(steps.size() - 1)));
        return steps.size() - 1;
    }

    private int constantStep(double value) {
        steps.add(Step.constant(value));
        values.add(value);
        return steps.size() - 1;
    }

    private double number() {
        return switch (random.nextInt(tame ? 4 : 6)) {
            case 0, 1 -> PLAIN[random.nextInt(PLAIN.length)];
            case 2 -> random.nextDouble(-5, 5);
            case 3 -> random.nextInt(-20, 21) * 0.25;
            case 4 -> Points.SPECIAL[random.nextInt(Points.SPECIAL.length)];
            default -> Math.scalb(random.nextDouble(-1, 1), random.nextInt(-1070, 1020));
        };
    }

    private double value(Step step) {
        if (step.op() == Op.CONSTANT || step.op() == Op.TRUTH) {
            return step.number();
        }
        double[] a = new double[3];
        for (int i = 0; i < step.args().size(); i++) {
            a[i] = values.get(step.args().get(i));
        }
        return step.op().meaning(false).of(a[0], a[1], a[2], step.integer());
    }
}
