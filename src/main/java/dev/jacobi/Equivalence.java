package dev.jacobi;

import dev.jacobi.diag.JacobiException;
import dev.jacobi.graph.FunctionGraph;
import java.util.List;
import java.util.Map;

/**
 * Whether two formulas are the same function of real numbers. Numbers are what their decimals say, 0.1 is 1/10, {@code pi} and {@code e}
 * are the real ones, and nothing rounds or overflows. Values are compared where both formulas have one: x/x and 1 are equal, and
 * {@link Equal#where} says that this holds where {@code x != 0}. But where one has no value in a whole region in which the other has
 * some, as log(x*y) beside log(x) + log(y), they differ.
 */
public sealed interface Equivalence {

    /**
     * Proved: they have the same value wherever both have one.
     *
     * @param where conditions that do not follow from the assumptions, as {@code x != 0}: elsewhere one has no value, or nothing is claimed
     * @param rules the rules that the proof may have used, one line each, beside the arithmetic of fractions
     */
    record Equal(List<String> where, List<String> rules) implements Equivalence {}

    /**
     * Disproved: they differ at a point, by far more than rounding can do.
     *
     * @param point a number for each variable
     * @param left the value of the first formula there; NaN where it has none
     * @param right the value of the second, likewise
     */
    record Different(Map<String, Double> point, double left, double right) implements Equivalence {}

    /**
     * Neither: the rules do not suffice, or the work would be too much.
     *
     * @param reason why, for people
     */
    record Undecided(String reason) implements Equivalence {}

    /**
     * Compares two functions with one result each; parameters of the same name are the same.
     *
     * @param assumptions conditions such as {@code 0 < b < 1}: comparisons by {@code <}, {@code <=}, {@code >}, {@code >=} and
     *     {@code !=}, joined by {@code and}
     * @throws JacobiException where an assumption is no such condition, or a function has several results
     * @hidden for the other rooms: it speaks of graphs
     */
    static Equivalence between(FunctionGraph left, FunctionGraph right, List<String> assumptions) {
        return new Comparing(left, right).under(assumptions);
    }
}
