#include "core/rating/preregistration.h"

namespace antiphon {

namespace {

QString orOpen(const QString& text)
{
    return text.trimmed().isEmpty() ? QStringLiteral("*not declared*") : text.trimmed();
}

QString list(const QStringList& items)
{
    if (items.isEmpty())
        return QStringLiteral("*not declared*\n");
    QString text;
    for (const QString& item : items)
        text += QStringLiteral("- %1\n").arg(item);
    return text;
}

QString section(const QString& title, const QString& content)
{
    return QStringLiteral("## %1\n\n%2\n").arg(title, content);
}

QStringList conditionLines(const StudyDefinition& definition)
{
    QStringList lines;
    for (const QString& source : definition.sources) {
        if (source == definition.rules.reference)
            lines << QStringLiteral("%1 (hidden reference)").arg(source);
        else if (source == definition.rules.anchor)
            lines << QStringLiteral("%1 (low anchor)").arg(source);
        else
            lines << source;
    }
    return lines;
}

QString samplingText(const StudyDefinition& definition)
{
    QString text = QStringLiteral("%1 dialogues of each source, %2 in all, drawn by seed %3")
                       .arg(definition.itemsPerSource)
                       .arg(definition.itemsPerSource * definition.sources.size())
                       .arg(definition.seed);
    if (definition.matching == Matching::Turns)
        text += QStringLiteral(", in equal numbers from bands of length in turns, exchanged within bands "
                               "until words are close; matched dialogues show equal numbers of tracks");
    if (!definition.rules.stratum.isEmpty())
        text += QStringLiteral(", in equal numbers from each value of %1").arg(definition.rules.stratum);
    text += definition.rules.paired ? QStringLiteral(". Raters may see two dialogues of one plan.")
                                    : QStringLiteral(". No rater sees two dialogues of one plan.");
    return text + QLatin1Char('\n');
}

QString designText(const StudyDefinition& definition)
{
    const StudyRules& rules = definition.rules;
    const auto raters = definition.raters.size();
    QString text = QStringLiteral("%1 raters. ").arg(raters);
    if (rules.ratingsPerItem == 0 || rules.ratingsPerItem == raters) {
        text += QStringLiteral("Every rater rates every dialogue. ");
    } else {
        text += QStringLiteral("Every dialogue is rated by %1 of them, assigned by balanced incomplete "
                               "blocks where they exist, else nearly balanced. ")
                    .arg(rules.ratingsPerItem);
        if (rules.overlap > 0)
            text += QStringLiteral("%1 dialogues of each source go to every rater. ").arg(rules.overlap);
    }
    text += QStringLiteral("Conditions are balanced over positions by Williams squares; %1. Late raters and "
                           "those in place of dropped ones get the dialogues with fewest ratings.\n")
                .arg(rules.fixedCriteria ? QStringLiteral("criteria are asked in one order")
                                         : QStringLiteral("so are the orders of the criteria"));
    return text;
}

QString questionText(const StudyDefinition& definition)
{
    QString text;
    for (const Criterion& criterion : definition.criteria)
        text += QStringLiteral("- **%1** (`%2`). %3 %4 Points: %5.\n")
                    .arg(criterion.name, criterion.key, criterion.question, criterion.definition,
                         criterion.anchors.join(QStringLiteral(", ")));
    return text;
}

QString marginText(const StudyDefinition& definition)
{
    QString text = QStringLiteral("Two conditions are equivalent when the %1 % interval of the difference of "
                                  "their means lies within \u00b1%2 points (two one-sided tests at %3).")
                       .arg(qRound(100.0 * (1.0 - 2.0 * definition.alpha)))
                       .arg(definition.margin)
                       .arg(definition.alpha);
    if (definition.oddsMargin > 0.0)
        text += QStringLiteral(" For log odds ratios of the cumulative-link mixed model: \u00b1%1.")
                    .arg(definition.oddsMargin);
    return text + QLatin1Char('\n');
}

QStringList builtInTests()
{
    return {
        QStringLiteral("Equivalence and difference by percentile bootstrap intervals of the difference of "
                       "means, whole dialogues drawn, 10,000 resamples (2,000 beyond 100,000 answers), by "
                       "the study's seed."),
        QStringLiteral("Mann-Whitney on dialogue means, Holm over all criteria and pairs."),
        QStringLiteral("Agreement: Krippendorff's alpha, ordinal.")};
}

} // namespace

QStringList exclusionSentences(const ExclusionRules& rules)
{
    QStringList lines;
    if (rules.attentionFailures > 0)
        lines << QStringLiteral("who missed %1 or more attention checks and gold dialogues")
                     .arg(rules.attentionFailures);
    if (rules.anchorAboveReference > 0.0)
        lines << QStringLiteral(
                     "who rated the low anchor above the hidden reference in more than %1 % of the "
                     "comparisons of their dialogues, ties counting half (after BS.1534)")
                     .arg(100.0 * rules.anchorAboveReference);
    if (rules.leastSeconds > 0.0)
        lines << QStringLiteral("whose median active time for a dialogue is below %1 s")
                     .arg(rules.leastSeconds);
    if (rules.qualification > 0.0)
        lines << QStringLiteral("who gave less than %1 % of the expected answers in the training round")
                     .arg(100.0 * rules.qualification);
    return lines;
}

QString preregistrationText(const Study& study)
{
    const StudyDefinition& definition = study.definition;
    const StudyRules& rules = definition.rules;
    QString text = QStringLiteral("# Preregistration: %1\n\n").arg(definition.name);
    text += study.state == StudyState::Frozen
                ? QStringLiteral("Frozen; SHA-256 of definition and dialogues `%1`.\n\n").arg(study.digest)
                : QStringLiteral("A draft: nothing is frozen yet.\n\n");
    text += section(QStringLiteral("Hypotheses"), list(rules.hypotheses));
    text += section(QStringLiteral("Conditions"), list(conditionLines(definition)));
    text += section(QStringLiteral("Dialogues"), samplingText(definition));
    text += section(QStringLiteral("Raters and design"), designText(definition));
    text += section(QStringLiteral("Questions"), questionText(definition));
    text += section(QStringLiteral("Margins"), marginText(definition));
    text += section(QStringLiteral("Tests"), list(rules.tests.isEmpty() ? builtInTests() : rules.tests));
    QStringList checks;
    if (rules.attentionChecks > 0)
        checks << QStringLiteral("%1 attention checks for each rater").arg(rules.attentionChecks);
    if (!rules.gold.isEmpty())
        checks << QStringLiteral("%1 gold dialogues with known answers").arg(rules.gold.size());
    if (!rules.training.isEmpty())
        checks << QStringLiteral("a training round of %1 dialogues with feedback").arg(rules.training.size());
    text +=
        section(QStringLiteral("Checks on raters"),
                checks.isEmpty() ? QStringLiteral("None.\n")
                                 : list(checks) + QStringLiteral("\nNone of them enters the analysis.\n"));
    const QStringList exclusions = exclusionSentences(rules.exclusions);
    text += section(QStringLiteral("Exclusions"),
                    exclusions.isEmpty()
                        ? QStringLiteral("No rule was declared.\n")
                        : QStringLiteral("Left out, decided before the key is opened, are raters\n\n") +
                              list(exclusions) +
                              QStringLiteral("\nResults are reported with and without them.\n"));
    text += section(QStringLiteral("Stopping rule"), orOpen(rules.stoppingRule) + QLatin1Char('\n'));
    return text;
}

} // namespace antiphon
