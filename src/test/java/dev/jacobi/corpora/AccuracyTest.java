package dev.jacobi.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each operation is near its references, value and derivatives. */
class AccuracyTest {
    /** Exact, and so are their derivatives: nothing is measured. */
    private static final Set<Op> EXACT = EnumSet.of(
            Op.NEG, Op.ABS, Op.SIGN, Op.FLOOR, Op.CEIL, Op.ROUND, Op.MIN, Op.MAX, Op.CLAMP, Op.RELU, Op.SELECT);

    /** Of a value; the recurrences of the polygammas come nearest to it. */
    private static final double MOST_ULPS = 8;

    /** Of a derivative: some operations, each on results that are right to {@link #MOST_ULPS}. */
    private static final double MOST_ULPS_OF_DERIVATIVES = 16;

    /** Half an ulp for each of 64 factors. */
    private static final Map<String, Double> PRODUCTS = Map.of("x^64", 64.0);

    /** An exponential of t loses half an ulp times |t|, where t is rounded; these are the largest |t| of the table. */
    private static final Map<String, Double> EXPONENTIALS = Map.of(
            "pow(x, y)", 400.0,
            "logaddexp(x, y)", 200.0,
            "erf(x)", 400.0,
            "erfc(x)", 400.0,
            "erfinv(x)", 100.0,
            "norminv(x)", 500.0);

    @Test
    void operationsAreNearTheirReferences() {
        OperationAccuracy.measure().forEach((formula, accuracy) -> {
            double product = PRODUCTS.getOrDefault(formula, 0.0);
            double exponential = EXPONENTIALS.getOrDefault(formula, 0.0);
            assertThat(accuracy.value().most()).as(formula).isLessThanOrEqualTo(Math.max(MOST_ULPS, product));
            assertThat(accuracy.derivative().most())
                    .as("derivative of " + formula)
                    .isLessThanOrEqualTo(Math.max(MOST_ULPS_OF_DERIVATIVES, product + exponential));
        });
    }

    @Test
    void everyOperationIsMeasuredOrExact() {
        Set<String> formulas = OperationAccuracy.measure().keySet();
        for (Op op : Op.values()) {
            if (op.isElementary() && op.type() == Type.REAL && !EXACT.contains(op)) {
                List<String> spellings = List.of("x " + op.symbol() + " y", "x" + op.symbol(), op.symbol() + "(");
                assertThat(formulas)
                        .as(op.toString())
                        .anyMatch(formula -> spellings.stream().anyMatch(formula::startsWith));
            }
        }
    }
}
