#include "core/rating/preregistration.h"

#include <QJsonArray>

namespace antiphon {

namespace {

// Numbers and questions, these in short, are those of the form at https://nlp-heds.github.io (file
// index.html, commit 16f0ce9625d8), whose sections have the ranges that the paper gives: 3.1.1
// to 3.3.8, 4.1.1 to 4.3.12.2.

QString sampleAnswer(const StudyDefinition& definition)
{
    return definition.matching == Matching::Turns
               ? QStringLiteral(
                     "Automatic random selection by seed %1, from bands of equal length so that the "
                     "systems are balanced in turns and words")
                     .arg(definition.seed)
               : QStringLiteral("Automatic random selection by seed %1").arg(definition.seed);
}

QString qualityAnswer(const StudyRules& rules)
{
    QStringList parts;
    if (rules.attentionChecks > 0)
        parts << QStringLiteral("%1 attention checks").arg(rules.attentionChecks);
    if (!rules.gold.isEmpty())
        parts << QStringLiteral("%1 dialogues with known answers").arg(rules.gold.size());
    const QStringList excluded = exclusionSentences(rules.exclusions);
    for (const QString& clause : excluded)
        parts << QStringLiteral("raters are excluded %1").arg(clause);
    return parts.isEmpty() ? QStringLiteral("None of the listed methods; active and idle time are kept apart")
                           : parts.join(QStringLiteral("; "));
}

QString qualityTypes(const StudyRules& rules)
{
    QStringList types;
    if (rules.attentionChecks > 0 || !rules.gold.isEmpty() || rules.exclusions.leastSeconds > 0.0)
        types << QStringLiteral("Automatic quality checking methods are used during and after evaluation");
    if (rules.exclusions != ExclusionRules())
        types << QStringLiteral("Evaluators are excluded if they fail quality checks");
    return types.isEmpty() ? QStringLiteral("None of the above") : types.join(QStringLiteral("; "));
}

QString feedbackAnswer(const StudyDefinition& definition)
{
    return definition.comments
               ? QStringLiteral("They can give feedback: the window takes a comment on every dialogue. The "
                                "program tells of no questions that they can ask")
               : QStringLiteral("The program tells of neither; what the invitation said is to be added");
}

QString preregisteredAnswer(const Study& study)
{
    if (study.state != StudyState::Frozen)
        return {};
    return QStringLiteral(
               "Hypotheses, margins, tests, exclusions and stopping rule were frozen in the project "
               "with the SHA-256 %1; a public registry, if any, is to be named here")
        .arg(study.digest);
}

QString trainingAnswer(const StudyRules& rules)
{
    const QString start = QStringLiteral("The program explains task, keys and each point of the scale");
    return rules.training.isEmpty()
               ? start + QStringLiteral("; no practice round")
               : start + QStringLiteral("; a practice round of %1 dialogues with feedback follows")
                             .arg(rules.training.size());
}

QList<SheetAnswer> designAnswers(const Study& study, const StudyResults* results, const QString& power)
{
    const StudyDefinition& definition = study.definition;
    const auto raters = results != nullptr ? results->raters.size() : definition.raters.size();
    const int ratings =
        definition.rules.ratingsPerItem == 0 ? static_cast<int>(raters) : definition.rules.ratingsPerItem;
    return {
        {QStringLiteral("3.1.1"), QStringLiteral("Number of evaluated items"),
         QStringLiteral("%1 dialogues, %2 of each of %3 systems; each rated by %4 raters")
             .arg(definition.itemsPerSource * definition.sources.size())
             .arg(definition.itemsPerSource)
             .arg(definition.sources.size())
             .arg(ratings)},
        {QStringLiteral("3.1.2"), QStringLiteral("How the items were selected"), sampleAnswer(definition)},
        {QStringLiteral("3.1.3.1"), QStringLiteral("Method of the power calculation"),
         QStringLiteral(
             "Simulation of whole studies: ordinal answers with variances of raters and dialogues, "
             "two one-sided tests against the margin %1 at %2 (study plan-size)")
             .arg(definition.margin)
             .arg(definition.alpha)},
        {QStringLiteral("3.1.3.2"), QStringLiteral("Statistical power of the sample"), power},
        {QStringLiteral("3.1.3.3"), QStringLiteral("Where the code of the power analysis is found"),
         QStringLiteral("antiphon-cli study plan-size, Antiphon %1").arg(QStringLiteral(ANTIPHON_VERSION))},
        {QStringLiteral("3.2.1"), QStringLiteral("Number of evaluators"), QString::number(raters)},
        {QStringLiteral("3.2.2.1"), QStringLiteral("Whether evaluators are domain experts"), {}},
        {QStringLiteral("3.2.2.2"), QStringLiteral("Whether evaluators are paid"), {}},
        {QStringLiteral("3.2.2.3"), QStringLiteral("Whether evaluators were known to the authors"), {}},
        {QStringLiteral("3.2.2.4"), QStringLiteral("Whether researchers are among the evaluators"), {}},
        {QStringLiteral("3.2.3"), QStringLiteral("How evaluators were recruited"), {}},
        {QStringLiteral("3.2.4"), QStringLiteral("Training and practice"), trainingAnswer(definition.rules)},
        {QStringLiteral("3.2.5"), QStringLiteral("Other characteristics of the evaluators"),
         QStringLiteral("None was asked for: the study knows its raters by name or code only")},
        {QStringLiteral("3.3.1"), QStringLiteral("Preregistration"), preregisteredAnswer(study)},
        {QStringLiteral("3.3.2"), QStringLiteral("Medium by which responses are collected"),
         QStringLiteral("The rater's window of Antiphon %1 on a packet file; answers come back as a chained, "
                        "signed file")
             .arg(QStringLiteral(ANTIPHON_VERSION))},
        {QStringLiteral("3.3.3.1"), QStringLiteral("Types of quality assurance"),
         qualityTypes(definition.rules)},
        {QStringLiteral("3.3.3.2"), QStringLiteral("Methods of quality assurance"),
         qualityAnswer(definition.rules)},
        {QStringLiteral("3.3.4.1"), QStringLiteral("Where what evaluators see can be looked at"),
         QStringLiteral("Each packet file, opened in Antiphon %1, is what its evaluator saw; its SHA-256 "
                        "stands in the study's log")
             .arg(QStringLiteral(ANTIPHON_VERSION))},
        {QStringLiteral("3.3.4.2"), QStringLiteral("Types of information that evaluators are shown"),
         QStringLiteral(
             "One dialogue after another under an id of its own, without its source; beside it the "
             "criteria with question, definition and a word for each point")},
        {QStringLiteral("3.3.5"), QStringLiteral("Freedom in time and pace"),
         QStringLiteral(
             "Neither a time limit nor one sitting: pauses at will, resumed at the same dialogue")},
        {QStringLiteral("3.3.6"), QStringLiteral("Whether evaluators are told that they can ask and comment"),
         feedbackAnswer(definition)},
        {QStringLiteral("3.3.7"), QStringLiteral("Experimental conditions"),
         QStringLiteral(
             "Evaluators carry out assessments at a place of their own choosing, and conditions are "
             "not controlled")},
        {QStringLiteral("3.3.8"), QStringLiteral("How conditions vary for different evaluators"),
         QStringLiteral("Place, time, screen and pauses are the evaluators' own; order of dialogues and "
                        "criteria differ by a balanced design")}};
}

// What is known of the three criteria of the preset.
struct PresetProperties
{
    const char* key;
    const char* type;
    const char* aspect;
    const char* frame;
};
constexpr PresetProperties presets[] = {
    {"consistency", "Goodness", "Content of output", "Quality of output in its own right"},
    {"relevance", "Goodness", "Content of output", "Quality of output relative to the input"},
    {"naturalness", "Goodness", "Form of output", "Quality of output in its own right"}};

QStringList propertiesOf(const Criterion& criterion)
{
    for (const PresetProperties& preset : presets) {
        if (criterion.key == QLatin1String(preset.key))
            return {QLatin1String(preset.type), QLatin1String(preset.aspect), QLatin1String(preset.frame)};
    }
    return {QString(), QString(), QString()};
}

QString agreementAnswer(const Criterion& criterion, const StudyResults* results)
{
    if (results == nullptr)
        return {};
    for (const CriterionResult& result : results->criteria) {
        const statistics::Estimate& alpha = result.agreement.estimate;
        if (result.criterion.key == criterion.key && alpha.value)
            return QStringLiteral("%1 %2").arg(figureText(alpha.value, 3), intervalText(alpha, 3));
    }
    return {};
}

// How a criterion is answered, analysed and agreed on, by its kind.
struct Elicitation
{
    QString size;
    QString values;
    QString presentation;
    QString form;
    QString aggregation;
    QString effects;
    QString agreement;
};

Elicitation onScale(const Criterion& criterion)
{
    QStringList points;
    for (qsizetype i = 0; i < criterion.anchors.size(); ++i)
        points << QStringLiteral("%1 = %2").arg(i + 1).arg(criterion.anchors.at(i));
    return {
        QString::number(criterion.anchors.size()),
        points.join(QStringLiteral(", ")),
        QStringLiteral("Multiple-choice options: a row of numbered buttons, each with its word"),
        QStringLiteral("Direct quality estimation"),
        QStringLiteral("Mean over answers with a bootstrap interval clustered by dialogue; the raw answers "
                       "are exported"),
        QStringLiteral("Difference of means with equivalence margin, Cliff's delta and A12; Mann-Whitney on "
                       "dialogue means, Holm"),
        QStringLiteral("Krippendorff's alpha, ordinal, dialogues resampled")};
}

Elicitation amongDialogues(const Criterion& criterion, qsizetype sources)
{
    const QString notAssessed = QStringLiteral("InterAA not assessed");
    if (criterion.kind == QuestionKind::Pair)
        return {
            QStringLiteral("3"),
            QStringLiteral("left, right, no difference"),
            QStringLiteral("Multiple-choice options under two dialogues side by side"),
            QStringLiteral("Relative quality estimation"),
            QStringLiteral("Shares of wins, ties as halves, clustered by pair; the raw answers are exported"),
            QStringLiteral("Share of wins with equivalence margin; sign test; Bradley-Terry"),
            notAssessed};
    return {QString::number(sources),
            QStringLiteral("one of the dialogues shown as the best, another as the worst"),
            QStringLiteral("Multiple-choice options beside the dialogues"),
            QStringLiteral("Relative quality estimation"),
            QStringLiteral("Times best minus times worst over times shown, clustered; the raw answers are "
                           "exported"),
            QStringLiteral("Best-worst scores with bootstrap intervals"),
            notAssessed};
}

QList<SheetAnswer> criterionAnswers(const Study& study, const Criterion& criterion,
                                    const StudyResults* results)
{
    const QStringList properties = propertiesOf(criterion);
    const bool isRelative = criterion.kind == QuestionKind::Pair || criterion.kind == QuestionKind::BestWorst;
    const Elicitation asked =
        isRelative ? amongDialogues(criterion, study.definition.sources.size()) : onScale(criterion);
    return {
        {QStringLiteral("4.1.1"), QStringLiteral("Type of quality"), properties.at(0)},
        {QStringLiteral("4.1.2"), QStringLiteral("Aspect of the output"), properties.at(1)},
        {QStringLiteral("4.1.3"), QStringLiteral("Frame of reference"), properties.at(2)},
        {QStringLiteral("4.2.1"), QStringLiteral("Objective or subjective"), QStringLiteral("Subjective")},
        {QStringLiteral("4.2.2"), QStringLiteral("Absolute or relative"),
         isRelative ? QStringLiteral("Relative") : QStringLiteral("Absolute")},
        {QStringLiteral("4.2.3"), QStringLiteral("Intrinsic or extrinsic"), QStringLiteral("Intrinsic")},
        {QStringLiteral("4.3.1.1"), QStringLiteral("Name of the criterion as evaluators see it"),
         criterion.name},
        {QStringLiteral("4.3.1.2"), QStringLiteral("Standardised name that it corresponds to"), {}},
        {QStringLiteral("4.3.2"), QStringLiteral("Definition as evaluators see it"),
         criterion.definition.isEmpty() ? QStringLiteral("no definition given") : criterion.definition},
        {QStringLiteral("4.3.3"), QStringLiteral("Size of the scale or rating instrument"), asked.size},
        {QStringLiteral("4.3.4"), QStringLiteral("Possible values"), asked.values},
        {QStringLiteral("4.3.5"), QStringLiteral("How the scale is presented"), asked.presentation},
        {QStringLiteral("4.3.6"), QStringLiteral("Without a rating instrument: what is done"),
         QStringLiteral("N/A: there is a rating instrument")},
        {QStringLiteral("4.3.7"), QStringLiteral("Verbatim question"), criterion.question},
        {QStringLiteral("4.3.8"), QStringLiteral("Form of response elicitation"), asked.form},
        {QStringLiteral("4.3.9"), QStringLiteral("Aggregation of raw responses"), asked.aggregation},
        {QStringLiteral("4.3.10"), QStringLiteral("Effect size and significance"), asked.effects},
        {QStringLiteral("4.3.11.1"), QStringLiteral("How inter-annotator agreement was measured"),
         asked.agreement},
        {QStringLiteral("4.3.11.2"), QStringLiteral("Inter-annotator agreement score"),
         isRelative ? asked.agreement : agreementAnswer(criterion, results)},
        {QStringLiteral("4.3.12.1"), QStringLiteral("How intra-annotator agreement was measured"),
         QStringLiteral("IntraAA not assessed: no dialogue was given to a rater twice")},
        {QStringLiteral("4.3.12.2"), QStringLiteral("Intra-annotator agreement score"),
         QStringLiteral("IntraAA not assessed")}};
}

double filledShare(const QList<SheetAnswer>& answers)
{
    qsizetype filled = 0;
    for (const SheetAnswer& answer : answers)
        filled += answer.answer.isEmpty() ? 0 : 1;
    return answers.isEmpty() ? 0.0 : static_cast<double>(filled) / static_cast<double>(answers.size());
}

QJsonArray answersJson(const QList<SheetAnswer>& answers, const QString& prefix, QJsonArray& open)
{
    QJsonArray json;
    for (const SheetAnswer& answer : answers) {
        json << QJsonObject{
            {QStringLiteral("id"), answer.id},
            {QStringLiteral("question"), answer.question},
            {QStringLiteral("answer"), answer.answer.isEmpty() ? QJsonValue() : QJsonValue(answer.answer)}};
        if (answer.answer.isEmpty())
            open << QString(prefix + answer.id);
    }
    return json;
}

} // namespace

double Datasheet::filledDesign() const
{
    return filledShare(design);
}

double Datasheet::filledCriteria() const
{
    QList<SheetAnswer> all;
    for (const QList<SheetAnswer>& own : criteria)
        all << own;
    return filledShare(all);
}

double Datasheet::filled() const
{
    QList<SheetAnswer> all = design;
    for (const QList<SheetAnswer>& own : criteria)
        all << own;
    return filledShare(all);
}

Datasheet datasheet(const Study& study, const StudyResults* results, const QString& power)
{
    Datasheet sheet;
    sheet.design = designAnswers(study, results, power);
    for (const Criterion& criterion : study.definition.criteria)
        sheet.criteria << criterionAnswers(study, criterion, results);
    return sheet;
}

QJsonObject datasheetJson(const Datasheet& sheet, const Study& study)
{
    QJsonArray open{QStringLiteral("1 (main reference and resources)"),
                    QStringLiteral("2 (evaluated systems)"), QStringLiteral("5 (ethics)")};
    const QJsonArray design = answersJson(sheet.design, {}, open);
    QJsonArray criteria;
    for (qsizetype i = 0; i < sheet.criteria.size(); ++i) {
        const QString key = study.definition.criteria.at(i).key;
        criteria << QJsonObject{
            {QStringLiteral("criterion"), key},
            {QStringLiteral("questions"), answersJson(sheet.criteria.at(i), key + QLatin1Char(' '), open)}};
    }
    return {{QStringLiteral("sheet"), QStringLiteral("HEDS")},
            {QStringLiteral("version"), QStringLiteral("3.0")},
            {QStringLiteral("reference"),
             QStringLiteral(
                 "Belz and Thomson 2024, HEDS 3.0, arXiv:2412.07940; questions in short, numbered as in "
                 "the form at nlp-heds.github.io")},
            {QStringLiteral("study"), study.definition.name},
            {QStringLiteral("section_3"), design},
            {QStringLiteral("section_4"), criteria},
            {QStringLiteral("filled_section_3"), sheet.filledDesign()},
            {QStringLiteral("filled_section_4"), sheet.filledCriteria()},
            {QStringLiteral("filled"), sheet.filled()},
            {QStringLiteral("open"), open}};
}

} // namespace antiphon
