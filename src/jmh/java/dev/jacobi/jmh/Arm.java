package dev.jacobi.jmh;

import java.util.Random;
import org.hipparchus.analysis.differentiation.Gradient;
import org.hipparchus.util.FieldSinCos;

/**
 * A robot arm of six joints (dimensions of a UR5): squared distance of the tool's tip to a target, by the joint angles.
 * The tip is carried from the tool's frame to the base, one joint at a time, by the Denavit-Hartenberg transforms
 * p = Rz(q) * (Rx(alpha) * p' + (a, 0, d)).
 */
final class Arm extends Model {
    private static final double D1 = 0.089159;
    private static final double A2 = -0.425;
    private static final double A3 = -0.39225;
    private static final double D4 = 0.10915;
    private static final double D5 = 0.09465;
    private static final double D6 = 0.0823;
    private static final double TOOL_X = 0.05;
    private static final double TOOL_Y = 0.02;
    private static final double TOOL_Z = 0.12;
    private static final double TARGET_X = 0.4;
    private static final double TARGET_Y = -0.3;
    private static final double TARGET_Z = 0.5;

    Arm() {
        super("arm", 6);
    }

    @Override
    void fill(Random random, double[] q) {
        for (int i = 0; i < q.length; i++) {
            q[i] = between(random, -3, 3);
        }
    }

    @Override
    Kernel byHand() {
        return new Hand();
    }

    @Override
    Kernel byHipparchus() {
        return new HipparchusKernel(Arm::hipparchus);
    }

    private static Gradient hipparchus(Gradient[] q) {
        FieldSinCos<Gradient> j6 = q[5].sinCos();
        Gradient x5 = j6.cos().multiply(TOOL_X).subtract(j6.sin().multiply(TOOL_Y));
        Gradient y5 = j6.sin().multiply(TOOL_X).add(j6.cos().multiply(TOOL_Y));
        double z5 = TOOL_Z + D6;
        FieldSinCos<Gradient> j5 = q[4].sinCos();
        Gradient x4 = j5.cos().multiply(x5).subtract(j5.sin().multiply(z5));
        Gradient y4 = j5.sin().multiply(x5).add(j5.cos().multiply(z5));
        Gradient z4 = y5.negate().add(D5);
        FieldSinCos<Gradient> j4 = q[3].sinCos();
        Gradient x3 = j4.cos().multiply(x4).add(j4.sin().multiply(z4));
        Gradient y3 = j4.sin().multiply(x4).subtract(j4.cos().multiply(z4));
        Gradient z3 = y4.add(D4);
        FieldSinCos<Gradient> j3 = q[2].sinCos();
        Gradient u3 = x3.add(A3);
        Gradient x2 = j3.cos().multiply(u3).subtract(j3.sin().multiply(y3));
        Gradient y2 = j3.sin().multiply(u3).add(j3.cos().multiply(y3));
        FieldSinCos<Gradient> j2 = q[1].sinCos();
        Gradient u2 = x2.add(A2);
        Gradient x1 = j2.cos().multiply(u2).subtract(j2.sin().multiply(y2));
        Gradient y1 = j2.sin().multiply(u2).add(j2.cos().multiply(y2));
        FieldSinCos<Gradient> j1 = q[0].sinCos();
        Gradient x0 = j1.cos().multiply(x1).add(j1.sin().multiply(z3));
        Gradient y0 = j1.sin().multiply(x1).subtract(j1.cos().multiply(z3));
        Gradient dx = x0.subtract(TARGET_X);
        Gradient dy = y0.subtract(TARGET_Y);
        Gradient dz = y1.add(D1 - TARGET_Z);
        return dx.multiply(dx).add(dy.multiply(dy)).add(dz.multiply(dz));
    }

    /**
     * The geometric Jacobian in the joints' own frames: a joint turns the tip about its z-axis, so its entry is the
     * z-component of p x e with the tip p and the error e both seen from the joint. The
     * tip is carried inwards, the error outwards.
     */
    private static final class Hand implements Kernel {
        @Override
        public double value(double[] q) {
            double s6 = Math.sin(q[5]);
            double c6 = Math.cos(q[5]);
            double x5 = c6 * TOOL_X - s6 * TOOL_Y;
            double y5 = s6 * TOOL_X + c6 * TOOL_Y;
            double z5 = TOOL_Z + D6;
            double s5 = Math.sin(q[4]);
            double c5 = Math.cos(q[4]);
            double x4 = c5 * x5 - s5 * z5;
            double y4 = s5 * x5 + c5 * z5;
            double z4 = D5 - y5;
            double s4 = Math.sin(q[3]);
            double c4 = Math.cos(q[3]);
            double x3 = c4 * x4 + s4 * z4 + A3;
            double y3 = s4 * x4 - c4 * z4;
            double z3 = y4 + D4;
            double s3 = Math.sin(q[2]);
            double c3 = Math.cos(q[2]);
            double x2 = c3 * x3 - s3 * y3 + A2;
            double y2 = s3 * x3 + c3 * y3;
            double s2 = Math.sin(q[1]);
            double c2 = Math.cos(q[1]);
            double x1 = c2 * x2 - s2 * y2;
            double y1 = s2 * x2 + c2 * y2;
            double s1 = Math.sin(q[0]);
            double c1 = Math.cos(q[0]);
            double dx = c1 * x1 + s1 * z3 - TARGET_X;
            double dy = s1 * x1 - c1 * z3 - TARGET_Y;
            double dz = y1 + (D1 - TARGET_Z);
            return dx * dx + dy * dy + dz * dz;
        }

        @Override
        public double gradient(double[] q, double[] g) {
            double s6 = Math.sin(q[5]);
            double c6 = Math.cos(q[5]);
            double x5 = c6 * TOOL_X - s6 * TOOL_Y;
            double y5 = s6 * TOOL_X + c6 * TOOL_Y;
            double z5 = TOOL_Z + D6;
            double s5 = Math.sin(q[4]);
            double c5 = Math.cos(q[4]);
            double x4 = c5 * x5 - s5 * z5;
            double y4 = s5 * x5 + c5 * z5;
            double z4 = D5 - y5;
            double s4 = Math.sin(q[3]);
            double c4 = Math.cos(q[3]);
            double x3 = c4 * x4 + s4 * z4;
            double y3 = s4 * x4 - c4 * z4;
            double z3 = y4 + D4;
            double s3 = Math.sin(q[2]);
            double c3 = Math.cos(q[2]);
            double u3 = x3 + A3;
            double x2 = c3 * u3 - s3 * y3;
            double y2 = s3 * u3 + c3 * y3;
            double s2 = Math.sin(q[1]);
            double c2 = Math.cos(q[1]);
            double u2 = x2 + A2;
            double x1 = c2 * u2 - s2 * y2;
            double y1 = s2 * u2 + c2 * y2;
            double s1 = Math.sin(q[0]);
            double c1 = Math.cos(q[0]);
            double x0 = c1 * x1 + s1 * z3;
            double y0 = s1 * x1 - c1 * z3;

            double dx = x0 - TARGET_X;
            double dy = y0 - TARGET_Y;
            double dz = y1 + (D1 - TARGET_Z);
            double ex = 2 * dx;
            double ey = 2 * dy;
            g[0] = x0 * ey - y0 * ex;
            double ex1 = c1 * ex + s1 * ey;
            double ey1 = 2 * dz;
            double ez1 = s1 * ex - c1 * ey;
            g[1] = x1 * ey1 - y1 * ex1;
            double ex2 = c2 * ex1 + s2 * ey1;
            double ey2 = c2 * ey1 - s2 * ex1;
            g[2] = x2 * ey2 - y2 * ex2;
            double ex3 = c3 * ex2 + s3 * ey2;
            double ey3 = c3 * ey2 - s3 * ex2;
            g[3] = x3 * ey3 - y3 * ex3;
            double ex4 = c4 * ex3 + s4 * ey3;
            double ez4 = s4 * ex3 - c4 * ey3;
            g[4] = x4 * ez1 - y4 * ex4;
            double ex5 = c5 * ex4 + s5 * ez1;
            g[5] = -x5 * ez4 - y5 * ex5;
            return dx * dx + dy * dy + dz * dz;
        }
    }
}
