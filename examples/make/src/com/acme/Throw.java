package com.acme;

/** Says how the reach of a throw grows with its angle and its speed. */
public final class Throw {
    private Throw() {}

    public static void main(String[] arguments) {
        double[] gradient = new double[2];
        double reach = Reach.gradient(0.6, 10, 1.5, gradient);
        System.out.println(reach + " m; " + gradient[0] + " m a radian, " + gradient[1] + " s");
    }
}
