package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.diag.Backend;
import org.junit.jupiter.api.Test;

/** Programs with loops that random testing found, as it printed them. */
class FoundByFuzzingTest {
    private static void holds(IndexedLaws.Law law, String bindings, String result, Sample sample) {
        assertThat(law.violation(Laws.function(IndexedProgram.text(bindings.indent(4), result)), sample))
                .isNull();
    }

    @Test
    void aTriangleBelowAnotherStaysAsItIs() {
        holds(
                IndexedBitLawsTest.source(),
                "",
                "sum(i3 in 3, i4 in 0..<i3 + 1: (if 1 > sum(i5 in 0..<i4: y[i5 * i5]) then 1 else X[0, 0]))",
                Sample.of(10557360480269L, 3, 3, Sample.Kind.SPECIAL));
        holds(
                SparseLawsTest.jacobians(),
                "",
                "max(1, sum(i15 in M, i16 in 0..<i15: sum(i17 in 0..<i16 + 1: q[mod(i17 + 1, 3)])))",
                Sample.of(10557360482320L, 2, 3, Sample.Kind.SPECIAL));
    }

    @Test
    void aConditionThatVariesOnlyByTheRangeOfAnExtremeKeepsItsLoop() {
        holds(
                IndexedBitLawsTest.simplified(Backend.JANINO),
                """
                t7 = dot([i4 in M: min(i5 in 0..<i4 + 1: B[0, 0, mod(i5, 2)])], v)
                t13[i8 in M] = sum(i9 in 3, i10 in 0..<i9: sum(i11 in 3: min(i12 in 1..<N: t7)))
                """,
                "(if (q[mod(k + 1, 3)] * a) <= prod(i14 in N: B[i14, d[max(0, i14 - 1)], mod(i14 * i14, 2)]) then sigmoid((((if 0 < min(N, M) then y[0] else 0) - (if 0 < min(N, M) then X[0, 0] else 0)) * M)) else min((if 0 < min(N, M) then A[0, 0] else 0), (if 0 < min(N, M) then t13[0] else 0)))",
                Sample.of(10557360480705L, 2, 3, Sample.Kind.GENERAL));
    }

    @Test
    void whatIsAddedInsideALoopOfARowHasTheIndicesOfThatLoop() {
        holds(SparseLawsTest.hessians(), """
                t2[i0 in 3, i1 in N] = (if i1 > 0 then 1 else q[i0])
                t4[i3 in N] = t2[i3 + 1, i3]
                t7[i5 in N] = dot(softmax(q), [i6 in 3: t4[0]])
                """, "t7[0]", Sample.of(10557360480949L, 2, 3, Sample.Kind.GENERAL));
    }

    /** k is 0: the range of the extreme has no value, and nothing may ask for it. */
    @Test
    void anExtremeOverARangeWithoutAValueIsNotAskedWhereItIs() {
        for (String body : new String[] {
            "(if k != 0 then max(i4 in div(4, k): prod(i5 in N: q[i4])) else 1)",
            "(if k != 0 then sum(i4 in div(4, k): min(i5 in N: q[i4])) else 1)",
            "(if k != 0 then sum(i4 in div(4, k): sum(i5 in N: q[i4])) else 1)"
        }) {
            for (int n = 0; n < 3; n++) {
                for (Sample.Kind kind : Sample.Kind.values()) {
                    Sample sample = Sample.of(10557360480447L, n, 2, kind);
                    holds(IndexedDerivativeLawsTest.bothModes(), "", body, sample);
                    holds(IndexedBitLawsTest.simplified(Backend.JANINO), "", body, sample);
                    holds(IndexedMatrixLawsTest.jacobians(), "", body, sample);
                    holds(SparseLawsTest.jacobians(), "", body, sample);
                    holds(SparseLawsTest.hessians(), "", body, sample);
                }
            }
        }
    }

    /** Two loops over one range stand under conditions of different loops round them. */
    @Test
    void conditionsRoundARangeStayWhereTheirLoopsAre() {
        holds(
                IndexedMatrixLawsTest.hessians(600),
                "t6[i0 in M, i1 in N, i2 in 3] = min(sum(i3 in div(4, k): L[i0]), 1)",
                "prod(i11 in div(4, k): t6[mod(i11, M), 0, 0])",
                Sample.of(11553740441469L, 2, 3, Sample.Kind.GENERAL));
        holds(
                IndexedMatrixLawsTest.hessians(600),
                "t7[i3 in 2, i4 in 3, i5 in N] = prod(i6 in div(4, k): A[0, max(0, i5 - 1)])",
                "(if k != 0 then prod(i10 in div(4, k): dot(softmax([i11 in N: (if sum(i12 in i10 + 1..<div(4, k): 1) > 1 then 1 else t7[0, 0, i10 + 1])]), u)) else 1)",
                Sample.of(11553740443653L, 3, 3, Sample.Kind.GENERAL));
    }

    @Test
    void anIntegerThatManyBranchesAndLoopsNeedIsNeededInNoOthers() {
        holds(
                IndexedBitLawsTest.source(),
                "t8[i0 in 2] = (if 1 < (if 1 < sum(i1 in 0..<i0: 1) then 1 else B[mod(i0, N), 0, 0]) then 1 else A[mod(i0, N), 0])",
                "min(i19 in 1..<2, i20 in i19 + 1..<2: min(i21 in M, i22 in N: sum(i23 in 0..<i22: logsumexp(i24 in i23 + 1..<N: t8[i20]))))",
                Sample.of(4924289212770L, 0, 0, Sample.Kind.SMALL));
    }

    @Test
    void aRowOfWhichNothingIsPresentHasNoEntries() {
        holds(
                IndexedMatrixLawsTest.jacobians(),
                "t11[i0 in N, i1 in 2] = (if k != 0 then (if k != 0 then logsumexp(i3 in N, i4 in 0..<i1 + 1: 1) else A[0, 0]) else 1)",
                "[i23 in N: t11[0, mod(i23 * i23, 2)]]",
                Sample.of(4924289214427L, 3, 3, Sample.Kind.SPECIAL));
    }

    @Test
    void aLoopThatRunsInSomeBranchesAndIsAskedForInOthersIsOne() {
        holds(
                IndexedBitLawsTest.simplified(Backend.JANINO),
                "t7[i4 in N, i5 in M] = min(L[0], b)",
                "trace([i10 in N, i11 in M: (if 0 < N then pick([i12 in N, i13 in M: t7[0, 0]]; 0) else 0)], (if 1 > logsumexp(i16 in N, i17 in 0..<i16 + 1: 1) then 1 else b))",
                Sample.of(4924289214116L, 0, 3, Sample.Kind.SMALL));
    }

    @Test
    void aConditionOfAnotherLoopOverTheSameAxisStaysThere() {
        holds(
                IndexedMatrixLawsTest.hessians(600),
                """
                t11[i5 in N] = (if k != 0 then 1 else (if k != 0 then a else q[i5 + 1]))
                t16[i12 in N] = min(i13 in N, i14 in i12 + 1..<N: t11[i13])
                """,
                "softplus(t16[c[0]])",
                Sample.of(4924289215730L, 2, 3, Sample.Kind.GENERAL));
    }

    /** The square of a logsumexp of nothing, which is minus infinity. */
    @Test
    void aLogsumexpOfNothingHasNoTangent() {
        holds(
                IndexedDerivativeLawsTest.bothModes(),
                "",
                "(if 0 < N then pick([i6 in N, i7 in M: logsumexp(i8 in N, i9 in i7 + 1..<M: A[0, 0])]; 0) else 0)",
                Sample.of(11578831475798L, 3, 3, Sample.Kind.SPECIAL));
    }

    @Test
    void aPatternNeedsNoIntegerDataThatIsNotThere() {
        holds(
                SparseLawsTest.jacobians(),
                "t1[i0 in N] = B[0, d[0], 0]",
                "(if 0 < 1 then 1 else t1[0])",
                Sample.of(11578831475836L, 0, 0, Sample.Kind.SMALL));
    }

    @Test
    void aLoopInsideALoopOverTheSameAxisIsAskedForWhereItIs() {
        for (int m = 0; m < 4; m++) {
            holds(
                    IndexedBitLawsTest.simplified(Backend.JANINO),
                    "t3[i0 in 3, i1 in 3] = max(i2 in M: v[i2 - 1])",
                    "prod(i5 in M, i6 in 0..<i5: t3[0, 0])",
                    Sample.of(4924289214465L, 0, m, Sample.Kind.SMALL));
        }
    }

    @Test
    void noLoopBeginsWhereAnExtremeOfNothingIs() {
        holds(
                IndexedBitLawsTest.source(),
                "",
                "max(i7 in N: min(i8 in 0..<i7: logsumexp(i9 in i8..<N: A[0, mod(i9 * i7 - 1, M)])))",
                Sample.of(11578831478195L, 3, 3, Sample.Kind.SPECIAL));
    }

    @Test
    void anElementInABranchOfASparseRowIsNeededInItOnly() {
        holds(
                SparseLawsTest.hessians(),
                "t6[i0 in N, i1 in N] = (if 1 > prod(i3 in 2, i4 in N: B[0, 0, 0]) then B[mod(i0 + k, N), 0, 2 * i1] else 1)",
                "((if 0 < min(N, M) then t6[0, 0] else 0) / (1 + (if 0 < min(N, M) then A[0, 0] else 0)^2))",
                Sample.of(15830381908852L, 2, 0, Sample.Kind.SMALL));
    }

    @Test
    void anArrayOverTheAxisOfTheConditionUnderWhichItIsRead() {
        holds(
                IndexedBitLawsTest.simplified(Backend.JANINO),
                "t3[i1 in 3, i2 in N] = X[0, 0]",
                "logsumexp(i6 in N, i7 in 1..<N: (if i6 > 0 then 1 else (if i6 * i6 >= i7 then t3[0, 0] else 1)))",
                Sample.of(15830381909168L, 2, 0, Sample.Kind.GENERAL));
    }

    @Test
    void aPositionThatALoopRoundItIsAskedFor() {
        holds(
                IndexedBitLawsTest.simplified(Backend.JANINO),
                "t18[i13 in M, i14 in 2] = max(i15 in 3, i16 in i15..<3: max(sum(i17 in i16 + 1..<3: L[0]), X[0, i13]))",
                "trace([i19 in N, i20 in M: t18[0, 0]], 1)",
                Sample.of(15830381910427L, 2, 3, Sample.Kind.SPECIAL));
    }

    @Test
    void whatOnlyALoopWithoutStepsNeedsMayBeOutside() {
        holds(
                IndexedBitLawsTest.simplified(Backend.JANINO),
                """
                t7[i0 in N] = L[0]
                t13[i8 in 2] = min(dot([i11 in 3: 1], [i12 in 3: t7[0]]), 1)
                t20[i14 in 2, i15 in 3] = dot(softmax([i16 in 3: prod(i17 in 0..<i14 + 1: t13[i17])]), [i19 in 3: sigmoid(trace(X, 1))])
                """,
                "max(i23 in N: t20[mod(2 * i23, 2), mod(2 * i23, 3)] * div(M, N))",
                Sample.of(330538609918L, 0, 0, Sample.Kind.SMALL));
    }

    @Test
    void aDivisionByASizeInALoopWithoutSteps() {
        holds(
                IndexedBitLawsTest.source(),
                "t4[i0 in M, i1 in N] = B[0, i0, 0]",
                "(1, dot(softmax([i8 in M: t4[i8, mod(0, M)]]), v))",
                Sample.of(9664509173204L, 1, 0, Sample.Kind.SMALL));
    }

    @Test
    void anotherLoopOverOneRangeStandsUnderAConditionOfItsOwn() {
        holds(
                IndexedMatrixLawsTest.hessians(600),
                "t11[i5 in N] = (if k != 0 then sum(i7 in div(4, k): a * y[i5]) else 1)",
                "(if N > 1 then max(i15 in 3: t11[0]) else prod(i16 in div(4, k): a))",
                Sample.of(8869444578472L, 4, 1, Sample.Kind.SMALL));
    }

    @Test
    void aConditionThatFailsIsAskedForAlsoWhereNothingHangsOnIt() {
        holds(
                IndexedBitLawsTest.simplified(Backend.JANINO),
                "",
                "(if B[0, 0, 0] < 1 then min(i5 in 2, i6 in 3: i6) else 0)",
                Sample.of(7331788283203L, 0, 0, Sample.Kind.SMALL));
    }

    @Test
    void aSparseHessianAsksNothingOutsideARangeThatDoesNotRun() {
        holds(
                SparseLawsTest.hessians(),
                "",
                "max(i0 in 2, i1 in 2: prod(i2 in 0..<i1 + 1, i3 in 1..<N: min(b, L[2 * i2])))",
                Sample.of(4981892994990L, 0, 1, Sample.Kind.SMALL));
    }

    @Test
    void aConditionOfASparseHessianNamesOnlyAxesThatAreOpen() {
        holds(
                SparseLawsTest.hessians(),
                "t8[i1 in N, i2 in N, i3 in M] = sum(i4 in N: (min(i5 in N, i6 in i2..<N: L[i6 * i6]) - X[0, i3]))\nt11 = t8[0, 0, 0]",
                "logsumexp(i12 in 1..<M: trace([i13 in N, i14 in M: (t11 / (1 + dot([i15 in M: B[0, 0, mod(i12, 2)]], v)^2))], 1))",
                Sample.of(7331788280061L, 2, 3, Sample.Kind.GENERAL));
    }

    /** The integer data are no indices where the array has no elements. */
    @Test
    void whereAnotherLoopDoesNotRunNothingIsAddedAtAnIndex() {
        holds(
                IndexedBitLawsTest.source(),
                """
                t8[i5 in N, i6 in N] = dot(u, [i7 in N: 1])
                """,
                "sum(i9 in M: dot(y, [i10 in N: t8[i10, c[i9]]]))",
                Sample.of(7172649119524L, 0, 2, Sample.Kind.SMALL));
    }

    @Test
    void aConditionOutsideALoopIsAskedBeforeItsRangeWhereItsBodyIsAnArrays() {
        holds(
                IndexedDerivativeLawsTest.transposes(),
                "",
                "(if k != 0 then sum(i2 in div(4, k): (if 0 < N then pick([i3 in N, i4 in M: B[0, 0, i2]]; i2) else 0)) else 1)",
                Sample.of(15947730916853L, 3, 3, Sample.Kind.GENERAL));
    }

    @Test
    void productsThatUnderflowOnOneOfTwoWays() {
        holds(
                IndexedDerivativeLawsTest.bothModes(),
                "",
                "prod(i5 in 3: prod(i6 in 1..<M, i7 in 2: B[i7 * i7, i6, i7]))",
                Sample.of(8977162414958L, 3, 3, Sample.Kind.SPECIAL));
    }

    /** Minus infinity times the derivative of an empty product; in a program for which that is known. */
    @Test
    void anExtremeOfNothingTimesAProductOfNothing() {
        holds(
                IndexedDerivativeLawsTest.bothModes(),
                "t17[i9 in N, i10 in 3] = trace(A, max(i15 in i10..<3, i16 in M: 1))",
                "[i18 in N: (t17[0, 0] + b)]",
                Sample.of(8977162415167L, 2, 0, Sample.Kind.GENERAL));
    }

    /** Its range may have no value, so that a condition is asked before it. */
    @Test
    void aLoopThatDoesNotRunAsksForNoElement() {
        holds(
                IndexedDerivativeLawsTest.bothModes(),
                "t4[i0 in 3] = A[0, mod(0, M)]",
                "max(i5 in N: prod(i6 in i5 + 1..<N: t4[i5 * i5]))",
                Sample.of(8977162417982L, 1, 0, Sample.Kind.SMALL));
    }

    /** A range that is written shorter is that of its loop's steps, too. */
    @Test
    void aLoopWhoseRangeIsSimplifiedIsPrintedWithItsOwnAxis() {
        holds(
                IndexedFormulasTest.derivatives(),
                "t5[i0 in N, i1 in M] = (if 0 < N then pick([i3 in N, i4 in M: b]; i0) else 0)\n"
                        + "t10[i6 in 2, i7 in 3] = min(i8 in 2: logsumexp(i9 in i8 + 1..<2: t5[0, i9]))",
                "t10[0, 0]",
                Sample.of(20261313L, 2, 3, Sample.Kind.GENERAL));
    }

    @Test
    void aPrintedSumAsksNothingThatFailsWhereItHasNoTerm() {
        holds(
                IndexedRaisingTest.derivatives(),
                "t10[i5 in N] = max(trace([i6 in N, i7 in M: L[mod(i7, max(1, div(N * (N + 1), 2)))]], X[0, 0]), 1)",
                "(if 0 < min(N, M) then t10[0] else 0)",
                Sample.of(20261453L, 2, 0, Sample.Kind.SMALL));
    }

    /** The gradient's sum rides in the steps of both adjoints; whether it is needed is known when the outer one is through. */
    @Test
    void aRecurrenceInTheStepsOfAnotherDoesNotWaitForTheEndOfThat() {
        holds(
                IndexedBitLawsTest.source(),
                "t12[i10 in M, i11 in M] = 1",
                "fold(i13 in 2, s14 = 1: fold(i16 in N, s17 = t12[0, i13 * i13 - 1]: dot(u, y)))",
                Sample.of(20261203L, 2, 3, Sample.Kind.SPECIAL));
    }

    /** The loop is over rows, and which column is read does not vary: it is none where no row is. */
    @Test
    void whereTheLoopOfARowDoesNotRunNothingIsAddedAtAColumn() {
        for (int n = 0; n < 2; n++) {
            holds(
                    IndexedBitLawsTest.simplified(Backend.JANINO),
                    "t6[i0 in N, i1 in M] = q[2 * i0]",
                    "dot([i7 in N: t6[i7, d[0]]], u)",
                    Sample.of(20261236L, n, n, Sample.Kind.SMALL));
        }
    }

    /** The adjoint's steps decide whether the fold's are asked for, which is over as many steps. */
    @Test
    void aFoldThatNoLoopAsksForIsNotAskedForByItsAdjointEither() {
        for (int m = 0; m < 2; m++) {
            holds(
                    IndexedBitLawsTest.simplified(Backend.JANINO),
                    """
                    t11 = fold(i0 in 3, s2[i1 in 3] = 1: (s2[0]^2 / 3 + A[0, 0]))
                    t16[i12 in M] = fold(i13 in N, s15[i14 in 2] = 1: t11[0])[0]
                    """,
                    "sum(i17 in M: (t16[i17]))",
                    Sample.of(20261173L, 1, m, Sample.Kind.SMALL));
        }
    }

    /** As before, where a second derivative's loops ask for it, which the function does not have. */
    @Test
    void aFoldThatNoLoopAsksForIsNotAskedForByASecondDerivativeEither() {
        for (int m = 0; m < 2; m++) {
            holds(
                    IndexedBitLawsTest.simplified(Backend.JANINO),
                    """
                    t11 = fold(i0 in 3, s2[i1 in 3] = 1: (s2[0]^2 / 3 + A[0, 0]))
                    t16[i12 in M] = fold(i13 in N, s15[i14 in 2] = 1: (s15[0] * t11[i13]))[0]
                    """,
                    "sum(i17 in M: t16[i17])",
                    Sample.of(20261173L, 1, m, Sample.Kind.SMALL));
            holds(
                    IndexedBitLawsTest.simplified(Backend.JANINO),
                    """
                    t11 = fold(i0 in 3, s2[i1 in 3] = 1: sum(i9 in i0 + 1..<3, i10 in 0..<i9 + 1: A[0, 0]))
                    t16[i12 in M] = fold(i13 in N, s15[i14 in 2] = 1: (s15[0] * max(1, t11[0])))[0]
                    """,
                    "sum(i17 in M: (t16[i17]))",
                    Sample.of(20261173L, 1, m, Sample.Kind.SMALL));
        }
    }

    /** The rows are the same array, which stands in several places of a sparse matrix. */
    @Test
    void equalRowsOverARangeOfDataAreAllThere() {
        for (String body : new String[] {
            "[i6 in 3: max(i7 in div(4, k): L[mod(2 * i7, max(1, div(N * (N + 1), 2)))])]",
            "[i6 in 3: sum(i7 in k: u[mod(i7, max(1, N))])]"
        }) {
            for (int n = 1; n < 4; n++) {
                holds(SparseLawsTest.jacobians(), "", body, Sample.of(15402552073954L, n, 1, Sample.Kind.GENERAL));
            }
        }
    }
}
