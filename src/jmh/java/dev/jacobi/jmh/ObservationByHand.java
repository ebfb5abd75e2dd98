package dev.jacobi.jmh;

/**
 * The block of an observation by the chain rule. With R = cosine + sine [r]x + bend r r', a row a by the point in the camera's frame
 * gives a R by the point in the world.
 */
final class ObservationByHand implements Kernel {
    private final double featureU;
    private final double featureV;

    ObservationByHand(double featureU, double featureV) {
        this.featureU = featureU;
        this.featureV = featureV;
    }

    @Override
    public double value(double[] x) {
        return errors(x, null);
    }

    @Override
    public double gradient(double[] x, double[] g) {
        return errors(x, g);
    }

    private double errors(double[] p, double[] g) {
        double x = p[11] - p[3];
        double y = p[12] - p[4];
        double z = p[13] - p[5];
        double r1 = p[0];
        double r2 = p[1];
        double r3 = p[2];
        double angle2 = r1 * r1 + r2 * r2 + r3 * r3;
        double cosine = 1;
        double sine = 1;
        double bend = 0;
        if (angle2 != 0) {
            double angle = Math.sqrt(angle2);
            cosine = Math.cos(angle);
            sine = Math.sin(angle) / angle;
            bend = (1 - cosine) / angle2;
        }
        double along = bend * (r1 * x + r2 * y + r3 * z);
        double over = 1 / (z * cosine + (r1 * y - r2 * x) * sine + r3 * along);
        double a = (x * cosine + (r2 * z - r3 * y) * sine + r1 * along) * over;
        double b = (y * cosine + (r3 * x - r1 * z) * sine + r2 * along) * over;
        double radius2 = a * a + b * b;
        double scale = 1 + radius2 * (p[9] + radius2 * p[10]);
        double w = p[14];
        double u = p[6] * scale * a + p[7] - featureU;
        double v = p[6] * scale * b + p[8] - featureV;
        if (g != null) {
            double wf = w * p[6];
            double slope = 2 * (p[9] + 2 * p[10] * radius2);
            double mixed = wf * slope * a * b;
            double ua = wf * (scale + slope * a * a) * over;
            double vb = wf * (scale + slope * b * b) * over;
            double ub = mixed * over;
            double[] frame = {x, y, z, cosine, sine, bend, angle2};
            row(p, g, 0, ua, ub, -(ua * a + ub * b), frame);
            row(p, g, 15, ub, vb, -(ub * a + vb * b), frame);
            camera(g, 0, a, w, scale, wf, radius2);
            camera(g, 15, b, w, scale, wf, radius2);
            g[7] = w;
            g[8] = 0;
            g[14] = u;
            g[22] = 0;
            g[23] = w;
            g[29] = v;
        }
        return w * u + w * v;
    }

    private static void camera(double[] g, int at, double a, double w, double scale, double wf, double radius2) {
        g[at + 6] = w * scale * a;
        g[at + 9] = wf * a * radius2;
        g[at + 10] = wf * a * radius2 * radius2;
    }

    /** The derivatives of a row by rotation, centre and point. */
    private static void row(double[] p, double[] g, int at, double a1, double a2, double a3, double[] frame) {
        double r1 = p[0];
        double r2 = p[1];
        double r3 = p[2];
        double x = frame[0];
        double y = frame[1];
        double z = frame[2];
        double cosine = frame[3];
        double sine = frame[4];
        double bend = frame[5];
        double angle2 = frame[6];
        double ofR = a1 * r1 + a2 * r2 + a3 * r3;
        double rx = r1 * x + r2 * y + r3 * z;
        double s1 = a2 * r3 - a3 * r2;
        double s2 = a3 * r1 - a1 * r3;
        double s3 = a1 * r2 - a2 * r1;
        double x1 = cosine * a1 + sine * s1 + bend * r1 * ofR;
        double x2 = cosine * a2 + sine * s2 + bend * r2 * ofR;
        double x3 = cosine * a3 + sine * s3 + bend * r3 * ofR;
        double radial = 0;
        if (angle2 != 0) {
            double ofSine = (cosine - sine) / angle2;
            double ofBend = (sine - 2 * bend) / angle2;
            radial = -sine * (a1 * x + a2 * y + a3 * z) + ofSine * (s1 * x + s2 * y + s3 * z) + ofBend * ofR * rx;
        }
        double bendR = bend * ofR;
        double bendX = bend * rx;
        g[at] = radial * r1 + sine * (y * a3 - z * a2) + bendX * a1 + bendR * x;
        g[at + 1] = radial * r2 + sine * (z * a1 - x * a3) + bendX * a2 + bendR * y;
        g[at + 2] = radial * r3 + sine * (x * a2 - y * a1) + bendX * a3 + bendR * z;
        g[at + 3] = -x1;
        g[at + 4] = -x2;
        g[at + 5] = -x3;
        g[at + 11] = x1;
        g[at + 12] = x2;
        g[at + 13] = x3;
    }
}
