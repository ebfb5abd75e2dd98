package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.calculus.Derivatives;
import dev.jacobi.graph.Node;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.op.Domain;
import dev.jacobi.op.Op;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.hipparchus.analysis.differentiation.Gradient;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;

/**
 * First derivatives to nearly all digits, where differences see only half: constants in partials are checked here. The peer's own formulas
 * cost it a few ulp; 1e-13 is 450 ulp, far above those and far below a wrong digit in a constant.
 */
class OpPrecisionTest {
    private static final double BOUND = 1e-13;
    private static final Map<Op, UnaryOperator<Gradient>> PEERS = peers();
    /** Their partials hold no constants of their own, or are checked by the identities below. */
    private static final Set<Op> OTHERS = EnumSet.of(
            Op.NEG,
            Op.ABS,
            Op.SIGN,
            Op.FLOOR,
            Op.CEIL,
            Op.ROUND,
            Op.POWER,
            Op.RELU,
            Op.GAMMA,
            Op.LGAMMA,
            Op.POLYGAMMA,
            Op.ERFINV,
            Op.NORMINV);

    private static Map<Op, UnaryOperator<Gradient>> peers() {
        Map<Op, UnaryOperator<Gradient>> peers = new EnumMap<>(Op.class);
        peers.put(Op.SQRT, Gradient::sqrt);
        peers.put(Op.CBRT, Gradient::cbrt);
        peers.put(Op.EXP, Gradient::exp);
        peers.put(Op.EXPM1, Gradient::expm1);
        peers.put(Op.LOG, Gradient::log);
        peers.put(Op.LOG1P, Gradient::log1p);
        peers.put(Op.LOG2, x -> x.log().divide(Math.log(2)));
        peers.put(Op.LOG10, Gradient::log10);
        peers.put(Op.SIN, Gradient::sin);
        peers.put(Op.COS, Gradient::cos);
        peers.put(Op.TAN, Gradient::tan);
        peers.put(Op.ASIN, Gradient::asin);
        peers.put(Op.ACOS, Gradient::acos);
        peers.put(Op.ATAN, Gradient::atan);
        peers.put(Op.SINH, Gradient::sinh);
        peers.put(Op.COSH, Gradient::cosh);
        peers.put(Op.TANH, Gradient::tanh);
        peers.put(Op.ASINH, Gradient::asinh);
        peers.put(Op.ACOSH, Gradient::acosh);
        peers.put(Op.ATANH, Gradient::atanh);
        peers.put(Op.SIGMOID, x -> x.negate().exp().add(1).reciprocal());
        peers.put(Op.SOFTPLUS, x -> x.exp().log1p());
        peers.put(Op.ERF, Erf::erf);
        peers.put(Op.ERFC, Erf::erfc);
        peers.put(Op.NORMCDF, x -> Erf.erfc(x.divide(-Math.sqrt(2))).multiply(0.5));
        peers.put(Op.NORMPDF, x -> x.multiply(x).multiply(-0.5).exp().divide(Math.sqrt(2 * Math.PI)));
        return peers;
    }

    @Test
    void everyFunctionOfOneArgumentHasAPeer() {
        for (Op op : Op.values()) {
            if (op.isElementary() && op.arity() == 1 && op != Op.NOT) {
                assertThat(PEERS.containsKey(op) || OTHERS.contains(op))
                        .as(op.toString())
                        .isTrue();
            }
        }
    }

    @Test
    void derivativesEqualThoseOfAPeer() {
        SplittableRandom random = new SplittableRandom(9);
        PEERS.forEach((op, peer) -> {
            OpCases c = OpCases.all().filter(one -> one.op() == op).findFirst().orElseThrow();
            Node derivative = derivative(c);
            for (int i = 0; i < 500; i++) {
                double x = inside(op.domain(), random);
                double expected = peer.apply(Gradient.variable(1, 0, x)).getPartialDerivative(0);
                double found = at(c, derivative, x);
                assertThat(Math.abs(found - expected) <= BOUND * (1 + 1 / Math.abs(x)) * Math.abs(expected))
                        .as("%s at %s: %s, peer %s", op, x, found, expected)
                        .isTrue();
            }
        });
    }

    /** The derivative of an inverse function is the reciprocal of the function's, which has been compared above. */
    @Test
    void derivativesOfInversesAreReciprocals() {
        Map<Op, Op> inverses = Map.of(Op.ERFINV, Op.ERF, Op.NORMINV, Op.NORMCDF);
        inverses.forEach((inverse, op) -> {
            OpCases of =
                    OpCases.all().filter(one -> one.op() == inverse).findFirst().orElseThrow();
            OpCases back =
                    OpCases.all().filter(one -> one.op() == op).findFirst().orElseThrow();
            Node slope = derivative(of);
            Node slopeBack = derivative(back);
            for (double x = 0.05; x < 0.95; x += 0.01) {
                double y = at(of, of.function().results().get(0), x);
                assertThat(Math.abs(at(of, slope, x) * at(back, slopeBack, y) - 1) <= BOUND)
                        .as("%s at %s", inverse, x)
                        .isTrue();
            }
        });
    }

    private static Node derivative(OpCases c) {
        return Derivatives.derivative(
                c.function().graph(),
                c.function().results().get(0),
                c.function().variableNodes().get(0));
    }

    private static double at(OpCases c, Node node, double x) {
        return Interpreter.evaluate(c.function().graph(), java.util.List.of(node), p -> p.index() == 0 ? x : 1, false)[
                0];
    }

    private static double inside(Domain domain, SplittableRandom random) {
        double x = 0;
        do {
            x = random.nextDouble(-3, 3);
        } while (!domain.contains(x) || Math.abs(x) < 0.05 || Math.abs(Math.abs(x) - 1) < 0.05);
        return x;
    }
}
