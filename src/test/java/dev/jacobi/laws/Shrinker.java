package dev.jacobi.laws;

import dev.jacobi.laws.RandomProgram.Step;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing program smaller while it fails. */
final class Shrinker {
    private static final int MOST_TRIES = 3000;

    private final Predicate<RandomProgram> fails;
    private RandomProgram best;
    private int tries;

    private Shrinker(RandomProgram program, Predicate<RandomProgram> fails) {
        this.best = program;
        this.fails = fails;
    }

    static RandomProgram shrink(RandomProgram program, Predicate<RandomProgram> fails) {
        Shrinker shrinker = new Shrinker(program, fails);
        while (shrinker.pass() && shrinker.tries < MOST_TRIES) {
            // Another pass may use what this one made possible.
        }
        return shrinker.best;
    }

    private boolean pass() {
        boolean progress = attempt(withoutUnused(best));
        for (int i = 0; i < best.results().size() && best.results().size() > 1; i++) {
            progress |= attempt(with(best.steps(), List.of(best.results().get(i))));
        }
        for (int i = best.steps().size() - 1; i >= first(); i--) {
            if (i < best.steps().size()) {
                progress |= shrinkStep(i);
            }
        }
        return progress;
    }

    private int first() {
        return best.variables() + best.data();
    }

    private boolean shrinkStep(int i) {
        Step step = best.steps().get(i);
        for (int arg : step.args()) {
            if (best.steps().get(arg).type() == step.type() && attempt(replaced(i, arg))) {
                return true;
            }
        }
        for (int parameter = 0; parameter < first() && step.type() == Type.REAL; parameter++) {
            if (!step.op().isLeaf() && attempt(replaced(i, parameter))) {
                return true;
            }
        }
        for (Step leaf : leaves(step)) {
            if (attempt(with(changed(i, leaf), best.results()))) {
                return true;
            }
        }
        boolean power = step.op() == Op.POWER && Math.abs(step.integer()) > 2;
        return power
                && attempt(with(changed(i, new Step(Op.POWER, step.integer() / 2, 0, step.args())), best.results()));
    }

    private static List<Step> leaves(Step step) {
        if (step.type() == Type.CONDITION) {
            return step.op().isLeaf() ? List.of() : List.of(Step.truth(true), Step.truth(false));
        }
        List<Step> leaves = new ArrayList<>();
        for (double value : new double[] {0, 1, 2}) {
            if (step.op() != Op.CONSTANT || value < step.number() || !(step.number() <= 2)) {
                leaves.add(Step.constant(value));
            }
        }
        return leaves;
    }

    /** The program with an earlier step in the place of a step. */
    private RandomProgram replaced(int step, int by) {
        List<Step> steps = new ArrayList<>();
        for (Step s : best.steps()) {
            steps.add(new Step(
                    s.op(),
                    s.integer(),
                    s.number(),
                    s.args().stream().map(a -> a == step ? by : a).toList()));
        }
        return with(steps, best.results().stream().map(r -> r == step ? by : r).toList());
    }

    private List<Step> changed(int index, Step step) {
        List<Step> steps = new ArrayList<>(best.steps());
        steps.set(index, step);
        return steps;
    }

    private RandomProgram with(List<Step> steps, List<Integer> results) {
        return withoutUnused(new RandomProgram(best.variables(), best.data(), steps, results, best.reference()));
    }

    private boolean attempt(RandomProgram candidate) {
        if (candidate.equals(best) || tries++ > MOST_TRIES || !fails.test(candidate)) {
            return false;
        }
        best = candidate;
        return true;
    }

    /** Only what the results need; the parameters stay. */
    private static RandomProgram withoutUnused(RandomProgram program) {
        BitSet needed = new BitSet();
        needed.set(0, program.variables() + program.data());
        program.results().forEach(needed::set);
        for (int i = program.steps().size() - 1; i >= 0; i--) {
            if (needed.get(i)) {
                program.steps().get(i).args().forEach(needed::set);
            }
        }
        int[] place = new int[program.steps().size()];
        Arrays.setAll(place, i -> needed.get(0, i).cardinality());
        List<Step> steps = new ArrayList<>();
        needed.stream()
                .mapToObj(program.steps()::get)
                .forEach(s -> steps.add(new Step(
                        s.op(),
                        s.integer(),
                        s.number(),
                        s.args().stream().map(a -> place[a]).toList())));
        List<Integer> results = program.results().stream().map(r -> place[r]).toList();
        return new RandomProgram(program.variables(), program.data(), steps, results, program.reference());
    }
}
