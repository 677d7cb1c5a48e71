#include "core/analysis/coefficientdefinitions.h"

namespace antiphon {

namespace {

CoefficientDefinition percent()
{
    return {QStringLiteral("percent"), QStringLiteral("Percent agreement"),
            QStringLiteral(
                "The share of pairs of coders who say the same of a unit, averaged over the units that "
                "two coders or more rated."),
            QStringLiteral("As observed agreement in Fleiss 1971, Psychological Bulletin 76."),
            QStringLiteral(
                "For a rare code it is near 1 whatever the coders do, since they agree on all the units "
                "without it; chance is not taken off.")};
}

CoefficientDefinition cohen()
{
    return {
        QStringLiteral("cohen"), QStringLiteral("Cohen's kappa"),
        QStringLiteral(
            "(observed - expected) / (1 - expected); expected is the chance that the two coders meet "
            "if each keeps to how often she gave the code. Two coders, units that both rated."),
        QStringLiteral("Cohen 1960, Educational and Psychological Measurement 20; its standard error Fleiss, "
                       "Cohen and Everitt 1969, Psychological Bulletin 72."),
        QStringLiteral(
            "Where one category dominates it can be near 0 beside high percent agreement (Feinstein "
            "and Cicchetti 1990); and coders who differ in how often they give the code are expected "
            "to agree less, so that their kappa is the higher for it.")};
}

CoefficientDefinition fleiss()
{
    return {QStringLiteral("fleiss"), QStringLiteral("Fleiss' kappa (Scott's pi for two coders)"),
            QStringLiteral(
                "(observed - expected) / (1 - expected); expected is the chance that two ratings meet if "
                "all coders give the code as often as they do on average. Coders are interchangeable."),
            QStringLiteral(
                "Scott 1955, Public Opinion Quarterly 19; Fleiss 1971, Psychological Bulletin 76; with "
                "missing ratings Gwet 2014, Handbook of Inter-Rater Reliability."),
            QStringLiteral(
                "As Cohen's kappa it falls towards 0 for rare codes. It does not show that one coder "
                "gives the code much more often than another. Units that one coder alone rated count for "
                "chance, so that it leaves alpha behind where these are unlike the others.")};
}

CoefficientDefinition ac1()
{
    return {QStringLiteral("ac1"), QStringLiteral("Gwet's AC1"),
            QStringLiteral(
                "(observed - expected) / (1 - expected); expected is 2 p (1 - p), p being the mean share "
                "of units with the code: chance comes from uncertain ratings alone."),
            QStringLiteral("Gwet 2008, British Journal of Mathematical and Statistical Psychology 61."),
            QStringLiteral(
                "For a rare code it stays high even where coders never give the code to the same unit, "
                "since they agree on the many units without it. Read it beside the counts. Units that one "
                "coder alone rated count for chance.")};
}

CoefficientDefinition alpha()
{
    return {QStringLiteral("alpha"), QStringLiteral("Krippendorff's alpha, nominal"),
            QStringLiteral(
                "1 - observed / expected disagreement; expected is how often any two ratings differ, "
                "whoever gave them and to whichever unit. Any number of coders, ratings may be missing."),
            QStringLiteral(
                "Krippendorff 2011, Computing Krippendorff's Alpha-Reliability; 2019, Content Analysis, "
                "4th ed."),
            QStringLiteral(
                "For a rare code a few units decide, so look at the interval. It is undefined, and not "
                "1, where all ratings are equal: then nothing was told apart.")};
}

CoefficientDefinition unitizing()
{
    return {QStringLiteral("u-alpha"), QStringLiteral("Krippendorff's alpha for unitizing"),
            QStringLiteral(
                "1 - observed / expected disagreement over characters; observed is the length on which "
                "two coders differ, expected the chance that two characters differ that are not of one "
                "unit. A gap is a value, too; a unit is what a coder marked in one piece."),
            QStringLiteral("Krippendorff, Mathet, Bouvry and Widloecher 2016, Quality and Quantity 50."),
            QStringLiteral(
                "Long units weigh more than short ones. Words marked a little too wide lower it as much "
                "as a word missed of the same length. Coders who always code whole turns are compared by "
                "the turns' lengths.")};
}

CoefficientDefinition masi()
{
    return {
        QStringLiteral("masi"), QStringLiteral("Krippendorff's alpha with the MASI distance"),
        QStringLiteral(
            "1 - observed / expected distance of the sets of codes on a unit; the distance is 1 - "
            "shared / all codes of both, where the share counts in full for equal sets, by 2/3 where "
            "one holds the other, by 1/3 where they overlap."),
        QStringLiteral("Passonneau 2006, LREC; Krippendorff 2011."),
        QStringLiteral("A good value over all codes hides codes on which coders never agree: look at each. "
                       "Two empty sets count as full agreement.")};
}

CoefficientDefinition jaccard()
{
    return {
        QStringLiteral("jaccard"), QStringLiteral("Krippendorff's alpha with the Jaccard distance"),
        QStringLiteral("1 - observed / expected distance of the sets of codes on a unit; the distance is 1 - "
                       "shared / all codes of both."),
        QStringLiteral("Jaccard 1912, New Phytologist 11; Krippendorff 2011."),
        QStringLiteral("As with MASI; besides, a code too many costs little where sets are large.")};
}

CoefficientDefinition icc()
{
    return {QStringLiteral("icc"), QStringLiteral("Intraclass correlation"),
            QStringLiteral(
                "The variance of units over the variance of ratings. ICC(2,1), or A,1: raters are a "
                "sample, a rater who is always a point higher counts as disagreement; ICC(3,1), or C,1: "
                "she does not; ICC(1,1): each unit has raters of its own; with k: of the mean of k "
                "raters."),
            QStringLiteral(
                "Shrout and Fleiss 1979, Psychological Bulletin 86; McGraw and Wong 1996, Psychological "
                "Methods 1."),
            QStringLiteral(
                "It grows with how much the units differ: the same raters have a lower one on units that "
                "are alike. The value of a mean of k raters says nothing of one. Scores must have "
                "distances.")};
}

CoefficientDefinition concordance()
{
    return {
        QStringLiteral("w"), QStringLiteral("Kendall's W"),
        QStringLiteral("The variance of the units' sums of ranks over what it would be if all raters ranked "
                       "alike; 0 to 1, corrected for ties."),
        QStringLiteral("Kendall and Gibbons 1990, Rank Correlation Methods, 5th ed."),
        QStringLiteral(
            "It is about order alone: raters may differ by points throughout. With few raters it is "
            "above 0 by chance: 1 / raters on average.")};
}

} // namespace

const QList<CoefficientDefinition>& coefficientDefinitions()
{
    static const QList<CoefficientDefinition> definitions{
        percent(), cohen(), fleiss(), ac1(), alpha(), unitizing(), masi(), jaccard(), icc(), concordance()};
    return definitions;
}

std::optional<CoefficientDefinition> coefficientDefinition(const QString& key)
{
    for (const CoefficientDefinition& definition : coefficientDefinitions()) {
        if (definition.key.compare(key, Qt::CaseInsensitive) == 0)
            return definition;
    }
    return std::nullopt;
}

} // namespace antiphon
