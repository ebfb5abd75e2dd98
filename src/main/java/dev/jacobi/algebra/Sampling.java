package dev.jacobi.algebra;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Points to try: plain numbers first, then numbers of all sizes, within the bounds that assumptions give. */
final class Sampling {
    private static final double[] PLAIN = {2, 3, 0.5, 1, -1, -2, 5, 0, 0.25, -0.5, 7, 1.5, -3, 10, 0.125, -5};

    private final List<Node> parameters = new ArrayList<>();
    private final List<Double> plain = new ArrayList<>();
    private final Map<Node, Double> lowest = new HashMap<>();
    private final Map<Node, Double> highest = new HashMap<>();
    private final SplittableRandom random = new SplittableRandom(1);
    private int tries;

    Sampling(Graph graph, Collection<Node> roots, List<Condition> assumptions) {
        Set<Double> constants = new LinkedHashSet<>();
        for (double number : PLAIN) {
            constants.add(number);
        }
        for (Node node : Walk.upward(graph, roots)) {
            if (node.is(Op.PARAMETER)) {
                parameters.add(node);
            }
            if (node.isConstant() && Double.isFinite(node.constant()) && constants.size() < 50) {
                constants.add(node.constant());
            }
        }
        plain.addAll(constants);
        assumptions.forEach(this::bound);
    }

    private void bound(Condition condition) {
        if (condition.left().is(Op.PARAMETER) && condition.right().isConstant()) {
            Node parameter = condition.left();
            double number = condition.right().constant();
            if (!condition.sign().has(Sign.NEGATIVE)) {
                lowest.merge(parameter, number, Math::max);
            } else if (!condition.sign().has(Sign.POSITIVE)) {
                highest.merge(parameter, number, Math::min);
            }
        }
    }

    /** The next point. */
    Map<Node, Double> next() {
        Map<Node, Double> point = new LinkedHashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            // One number after the other where there is one variable; each from its own place where there are several.
            int place = parameters.size() == 1 || tries == 0 ? tries + i : random.nextInt(plain.size());
            boolean isPlain = tries < plain.size() || tries < 150 && tries % 4 != 3;
            double number = isPlain ? plain.get(place % plain.size()) : ofAnySize();
            point.put(parameters.get(i), within(parameters.get(i), number));
        }
        tries++;
        return point;
    }

    private double ofAnySize() {
        double size = Math.scalb(1.0, random.nextInt(-6, 7)) * random.nextDouble();
        // Few digits, which read well and mostly lead to exact sums and products.
        double rounded = Math.rint(size * 1024) / 1024;
        return random.nextBoolean() ? rounded : -rounded;
    }

    private double within(Node parameter, double number) {
        Double low = lowest.get(parameter);
        Double high = highest.get(parameter);
        if ((low == null || number > low) && (high == null || number < high)) {
            return number;
        }
        if (low != null && high != null) {
            return low + (high - low) * random.nextInt(1, 16) / 16;
        }
        double distance = Math.abs(number) + (number == 0 ? 1 : 0);
        return low != null ? low + distance : high - distance;
    }
}
