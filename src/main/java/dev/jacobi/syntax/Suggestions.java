package dev.jacobi.syntax;

import java.util.Collection;

/** Finds what was probably meant by a name that stands for nothing. */
public final class Suggestions {
    private static final int LONGEST = 64;

    private Suggestions() {}

    /**
     * The known name nearest to {@code found}, or null if none is near. Near is a Damerau-Levenshtein distance
     * (adjacent letters may swap) of at most {@code max(1, length / 3)} with something in common, or the same letters
     * in another case. Of names equally near the first in alphabetical order wins, whatever the order of {@code known}.
     */
    public static String nearest(String found, Collection<String> known) {
        if (found.length() > LONGEST) {
            return null;
        }
        int allowed = Math.max(1, found.length() / 3);
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (String name : known) {
            int distance = name.equalsIgnoreCase(found) ? 0 : near(found, name, allowed);
            if (distance < bestDistance || (distance == bestDistance && best != null && name.compareTo(best) < 0)) {
                best = name;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** The distance, or {@code Integer.MAX_VALUE} where it is above the allowed one or nothing is in common. */
    private static int near(String found, String name, int allowed) {
        if (Math.abs(found.length() - name.length()) > allowed) {
            return Integer.MAX_VALUE;
        }
        int distance = distance(found, name);
        boolean inCommon = distance < Math.max(found.length(), name.length());
        return distance <= allowed && inCommon ? distance : Integer.MAX_VALUE;
    }

    /** Insertions, deletions, replacements and swaps of neighbours that turn one name into the other. */
    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
        }
        return row[b.length()];
    }
}
