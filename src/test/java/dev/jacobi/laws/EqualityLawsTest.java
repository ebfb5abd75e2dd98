package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.algebra.Answer;
import dev.jacobi.algebra.Condition;
import dev.jacobi.algebra.Equality;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Substitution;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import dev.jacobi.simplify.Grade;
import dev.jacobi.simplify.Simplifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What answers about equality owe the numbers, over random programs: nothing equal is told apart, nothing different is called equal. */
class EqualityLawsTest {
    private static final int PROGRAMS = 300;

    /** A source and what the simplifier makes of it; only the domain may be larger, where log(x) - log(x) became 0. */
    @ParameterizedTest
    @EnumSource(Grade.class)
    void simplifyingKeepsTheFunction(Grade grade) {
        int equal = 0;
        for (int seed = 0; seed < PROGRAMS; seed++) {
            FunctionGraph function = Generator.program(seed, 12).toFunction();
            Graph graph = function.graph();
            Node source = function.results().get(0);
            Node simplified = Simplifier.simplify(graph, List.of(source), grade, false, Map.of())
                    .get(source);
            Answer answer = Equality.of(graph, source, simplified, List.of());
            equal += answer instanceof Answer.Equal ? 1 : 0;
            if (answer instanceof Answer.Different different) {
                assertThat(different.left()).as("seed %s: %s", seed, different).isNaN();
                assertThat(different.right()).as("seed %s: %s", seed, different).isFinite();
            }
        }
        assertThat(equal).isGreaterThan(PROGRAMS / 2);
    }

    /** Two versions of one program: what is done to the second changes no real number. */
    @Test
    void rewritingKeepsTheFunction() {
        int equal = 0;
        int changed = 0;
        for (int seed = 0; changed < PROGRAMS; seed++) {
            FunctionGraph function = Generator.program(seed, 10).toFunction();
            Node source = function.results().get(0);
            Node rewritten = new Rewriting(function.graph(), new SplittableRandom(seed)).rewrite(source);
            Answer answer = Equality.of(function.graph(), source, rewritten, List.of());
            changed += source == rewritten ? 0 : 1;
            equal += source != rewritten && answer instanceof Answer.Equal ? 1 : 0;
            assertThat(answer).as("seed %s", seed).isNotInstanceOf(Answer.Different.class);
        }
        assertThat(equal).isGreaterThan(PROGRAMS * 9 / 10);
    }

    /** Two programs that differ in one step, and a point at which their values differ beyond all rounding. */
    @Test
    void differentValuesAreNeverCalledEqual() {
        int compared = 0;
        int equal = 0;
        for (int seed = 0; seed < 8 * PROGRAMS; seed++) {
            FunctionGraph function = Generator.program(seed, 10).toFunction();
            Graph graph = function.graph();
            Node source = function.results().get(0);
            SplittableRandom random = new SplittableRandom(seed);
            Node mutant = new Rewriting(graph, random).mutate(source);
            Answer answer = Equality.of(graph, source, mutant, List.of());
            if (!(answer instanceof Answer.Equal proved) || source == mutant) {
                continue;
            }
            equal++;
            List<Node> roots = new ArrayList<>(List.of(source, mutant));
            proved.where().forEach(c -> roots.addAll(List.of(c.left(), c.right())));
            RunningError analysis = new RunningError(graph, roots);
            for (int i = 0; i < 40; i++) {
                double[] x = random.doubles(10, -3, 3).toArray();
                RunningError.Result result =
                        analysis.at(node -> x[node.index() + 5 * node.role().ordinal()]);
                if (isInside(result, source, mutant, proved.where())) {
                    compared++;
                    double difference = Math.abs(result.values()[source.id()] - result.values()[mutant.id()]);
                    double bound = 4 * (result.errors()[source.id()] + result.errors()[mutant.id()]);
                    assertThat(difference <= bound)
                            .as("seed %s at %s: %s", seed, Arrays.toString(x), difference)
                            .isTrue();
                }
            }
        }
        assertThat(equal).isGreaterThan(100);
        assertThat(compared).isGreaterThan(500);
    }

    private static boolean isInside(RunningError.Result result, Node left, Node right, List<Condition> where) {
        boolean inside = Double.isFinite(result.values()[left.id()])
                && Double.isFinite(result.values()[right.id()])
                && Double.isFinite(result.errors()[left.id()])
                && Double.isFinite(result.errors()[right.id()]);
        for (Condition c : where) {
            double difference =
                    result.values()[c.left().id()] - result.values()[c.right().id()];
            inside &= switch (c.symbol()) {
                case ">" -> difference > 0;
                case ">=" -> difference >= 0;
                case "<" -> difference < 0;
                case "<=" -> difference <= 0;
                default -> difference != 0;
            };
        }
        return inside;
    }

    /** Random changes of a graph. */
    private record Rewriting(Graph graph, SplittableRandom random) {

        /** Some nodes in another way of writing the same. */
        Node rewrite(Node root) {
            Map<Node, Node> images = new HashMap<>();
            for (Node node : Walk.upward(graph, List.of(root))) {
                Node[] args = Substitution.arguments(node, images);
                Node image = node.op().isLeaf() ? node : graph.like(node, args);
                images.put(node, random.nextInt(3) == 0 ? same(image) : image);
            }
            return images.get(root);
        }

        private Node same(Node node) {
            Node a = node.arity() > 0 ? node.arg(0) : null;
            Node b = node.arity() > 1 ? node.arg(1) : null;
            return switch (node.op()) {
                case ADD -> graph.negate(graph.subtract(graph.negate(a), b));
                case SUB -> graph.add(a, graph.negate(b));
                case MUL -> graph.multiply(graph.negate(a), graph.negate(b));
                case DIV -> graph.multiply(a, graph.divide(graph.constant(1), b));
                case NEG -> graph.multiply(graph.constant(-1), a);
                case POWER -> node.integer() > 1 ? graph.multiply(a, graph.power(a, node.integer() - 1)) : node;
                case SIN ->
                    graph.apply(Op.COS, graph.subtract(graph.divide(graph.constant(Math.PI), graph.constant(2)), a));
                case EXP -> graph.power(graph.apply(Op.EXP, graph.divide(a, graph.constant(2))), 2);
                case ABS -> graph.apply(Op.SQRT, graph.power(a, 2));
                case MAX -> graph.subtract(graph.add(a, b), graph.apply(Op.MIN, a, b));
                case TANH -> graph.divide(graph.apply(Op.SINH, a), graph.apply(Op.COSH, a));
                case SIGMOID -> graph.subtract(graph.constant(1), graph.apply(Op.SIGMOID, graph.negate(a)));
                case HYPOT -> graph.apply(Op.SQRT, graph.add(graph.power(a, 2), graph.power(b, 2)));
                case ATAN, SINH, ERF -> graph.negate(graph.apply(node.op(), graph.negate(a)));
                case SELECT -> graph.select(graph.not(a), node.arg(2), b);
                default -> node;
            };
        }

        /** One step changed, mostly to something else. */
        Node mutate(Node root) {
            List<Node> nodes = Walk.upward(graph, List.of(root));
            Node victim = nodes.get(random.nextInt(nodes.size()));
            Map<Node, Node> images = new HashMap<>();
            for (Node node : nodes) {
                Node[] args = Substitution.arguments(node, images);
                Node image = node.op().isLeaf() ? node : graph.like(node, args);
                images.put(node, node == victim ? other(image) : image);
            }
            return images.get(root);
        }

        private Node other(Node node) {
            if (node.type() != Type.REAL) {
                return node;
            }
            return switch (random.nextInt(6)) {
                case 0 -> graph.apply(Op.ABS, node);
                case 1 -> graph.apply(Op.SQRT, graph.power(node, 2));
                case 2 -> graph.negate(node);
                case 3 -> graph.apply(Op.MAX, node, graph.constant(random.nextInt(-2, 3)));
                case 4 -> graph.add(node, graph.constant(random.nextInt(2)));
                default -> graph.multiply(node, graph.apply(Op.SIGN, node));
            };
        }
    }
}
