#include "core/rating/report.h"

#include "core/rating/figuretables.h"
#include "core/rating/reportcharts.h"

#include <QDateTime>
#include <QLocale>

namespace antiphon {

namespace {

constexpr auto pageStyle = R"CSS(
:root { --window:#F6F6F3; --panel:#FFFFFF; --text:#1B1C1E; --muted:#5C5E62; --accent:#2B5BA6; --hairline:#DEDEDA;
  --ok:#1E6B3A; --warn:#855800; --danger:#B3261E; --band:#DBE6F8; --on:#FFFFFF;
  --s0:#B4511E; --s1:#CC8158; --s2:#DFB096; --s3:#EDEBE4; --s4:#A9C0E0; --s5:#6F97CB; --s6:#3B6FB6; --mid:#1B1C1E; --strong:#1B1C1E; }
@media (prefers-color-scheme: dark) { :root { --window:#161719; --panel:#1E2023; --text:#E7E7E4; --muted:#A4A6A9;
  --accent:#8DB3F2; --hairline:#35373B; --ok:#7FCC98; --warn:#E2B464; --danger:#F28B82; --band:#2B3D5B; --on:#161719;
  --s0:#F0A27A; --s1:#B87B5C; --s2:#7C5A48; --s3:#43454A; --s4:#4A6182; --s5:#6A8BB8; --s6:#8FB4E8; --mid:#E7E7E4; --strong:#161719; } }
* { box-sizing: border-box; }
body { margin:0; background:var(--window); color:var(--text); font:15px/1.5 Inter, system-ui, "Segoe UI", sans-serif; }
main { max-width:860px; margin:0 auto; padding:40px 24px 64px; }
h1 { font-size:26px; font-weight:600; margin:0 0 4px; } h2 { font-size:18px; font-weight:600; margin:0; }
h3 { font-size:14px; font-weight:600; margin:24px 0 4px; }
section { background:var(--panel); border:1px solid var(--hairline); border-radius:10px; padding:20px 24px; margin-top:20px; }
p { margin:8px 0; } .muted { color:var(--muted); } .small { font-size:13px; }
header.row { display:flex; justify-content:space-between; gap:16px; align-items:baseline; flex-wrap:wrap; }
table { border-collapse:collapse; width:100%; font-size:13px; margin-top:8px; font-variant-numeric:tabular-nums; }
th, td { text-align:right; padding:5px 8px; border-bottom:1px solid var(--hairline); font-weight:400; }
th { color:var(--muted); } th:first-child, td:first-child { text-align:left; }
details { margin-top:12px; font-size:13px; } summary { cursor:pointer; color:var(--accent); }
svg { display:block; max-width:100%; height:auto; margin-top:14px; font:13px Inter, system-ui, sans-serif; }
svg text { fill:var(--text); font-variant-numeric:tabular-nums; } svg .muted { fill:var(--muted); } svg .mid { text-anchor:middle; font-size:12px; fill:var(--mid); }
svg .mid.muted { fill:var(--muted); } svg .on { fill:var(--on); } svg .strong { fill:var(--strong); } svg .end { text-anchor:end; fill:var(--muted); }
.s0 { fill:var(--s0); } .s1 { fill:var(--s1); } .s2 { fill:var(--s2); } .s3 { fill:var(--s3); } .s4 { fill:var(--s4); }
.s5 { fill:var(--s5); } .s6 { fill:var(--s6); } .band { fill:var(--band); } .dot { fill:var(--text); }
.whisker { stroke:var(--text); stroke-width:2; } .thin { stroke-width:1; } .grid { stroke:var(--hairline); }
.zero { stroke:var(--muted); stroke-dasharray:3 3; }
.legend { display:flex; gap:14px; flex-wrap:wrap; font-size:12px; color:var(--muted); margin-top:10px; }
.legend i { display:inline-block; width:12px; height:12px; border-radius:3px; margin-right:5px; vertical-align:-1px; }
.verdict { font-weight:600; margin:10px 0 0; } .ok { color:var(--ok); } .warn { color:var(--warn); } .info { color:var(--accent); }
li { margin:4px 0; } .wide { overflow-x:auto; }
@media print { body { background:none; } section { break-inside:avoid; } }
)CSS";

QString grouped(qint64 number)
{
    return QLocale(QLocale::English).toString(number);
}

QString day(TimePoint at)
{
    return QLocale(QLocale::English)
        .toString(QDateTime::fromMSecsSinceEpoch(at, Qt::UTC), QStringLiteral("d MMMM yyyy"));
}

QString cell(const QString& content, const char* tag = "td")
{
    return QStringLiteral("<%1>%2</%1>").arg(QLatin1String(tag), html(content));
}

QString row(const QStringList& cells, const char* tag = "td")
{
    QString content;
    for (const QString& one : cells)
        content += cell(one, tag);
    return QStringLiteral("<tr>%1</tr>\n").arg(content);
}

QString pText(const PairResult& pair)
{
    return pair.test.p ? figureText(pair.adjustedP, 3) : QString::fromStdString(pair.test.reason);
}

const char* toneOf(const std::optional<statistics::Verdict>& verdict)
{
    if (!verdict || *verdict == statistics::Verdict::Inconclusive)
        return "warn";
    return *verdict == statistics::Verdict::Different ? "info" : "ok";
}

QString agreementText(const CriterionResult& result)
{
    const statistics::Estimate& alpha = result.agreement.estimate;
    if (!alpha.value)
        return QStringLiteral("alpha undefined (%1)").arg(QString::fromStdString(alpha.reason));
    return QStringLiteral("alpha %1 %2").arg(figureText(alpha.value), intervalText(alpha));
}

QString conditionTable(const CriterionResult& result, int points)
{
    QStringList header{QStringLiteral("Condition"), QStringLiteral("n"),    QStringLiteral("missing"),
                       QStringLiteral("skipped"),   QStringLiteral("mean"), QStringLiteral("interval"),
                       QStringLiteral("median"),    QStringLiteral("sd")};
    for (int point = 1; point <= points; ++point)
        header << QString::number(point);
    QString table = QStringLiteral("<table><thead>") + row(header, "th") + QStringLiteral("</thead><tbody>");
    for (const ConditionResult& condition : result.conditions) {
        QStringList cells{condition.label(),
                          grouped(condition.mean.n),
                          grouped(condition.mean.missing),
                          grouped(condition.skipped),
                          figureText(condition.mean.value),
                          intervalText(condition.mean),
                          figureText(condition.median.value, 1) + QLatin1Char(' ') +
                              intervalText(condition.median, 1),
                          figureText(condition.deviation.value)};
        for (const auto count : condition.distribution)
            cells << grouped(count);
        table += row(cells);
    }
    return table + QStringLiteral("</tbody></table>\n");
}

QString pairTable(const CriterionResult& result)
{
    QString table =
        QStringLiteral("<table><thead>") +
        row({QStringLiteral("Pair"), QStringLiteral("difference"), QStringLiteral("90 % / equivalence"),
             QStringLiteral("95 % / difference"), QStringLiteral("Cliff's delta"), QStringLiteral("p (Holm)"),
             QStringLiteral("verdict")},
            "th") +
        QStringLiteral("</thead><tbody>");
    for (const PairResult& pair : result.pairs) {
        const QString name = result.conditions[pair.first].label() + QStringLiteral(" \u2212 ") +
                             result.conditions[pair.second].label();
        table += row({name, figureText(pair.difference.wide.value), intervalText(pair.difference.narrow),
                      intervalText(pair.difference.wide),
                      figureText(pair.delta.value) + QLatin1Char(' ') + intervalText(pair.delta), pText(pair),
                      verdictWord(pair.difference.verdict)});
    }
    return table + QStringLiteral("</tbody></table>\n");
}

QString tableHtml(const FigureTable& table)
{
    QString content =
        QStringLiteral("<h3>%1</h3><p class=\"muted small\">%2</p>\n<table><thead>%3</thead><tbody>")
            .arg(html(table.title), html(table.note), row(table.columns, "th"));
    for (const QStringList& cells : table.rows)
        content += row(cells);
    return content + QStringLiteral("</tbody></table>\n");
}

// Tests, agreement, model and raters.
QString furtherFigures(const CriterionResult& result)
{
    QString content;
    const QList<FigureTable> tables = figureTables(result);
    for (const FigureTable& table : tables)
        content += tableHtml(table);
    return QStringLiteral("<details><summary>Tests, agreement, model and raters</summary>\n%1</details>\n")
        .arg(content);
}

QString choiceSection(const ChoiceResult& result)
{
    QString section = QStringLiteral("<section><header class=\"row\"><h2>%1</h2><span class=\"muted "
                                     "small\">n %2 \u00b7 missing %3 \u00b7 skipped %4</span></header>\n<p "
                                     "class=\"muted small\">%5</p>\n")
                          .arg(html(result.criterion.name), grouped(result.answers), grouped(result.missing),
                               grouped(result.skipped), html(result.criterion.question));
    const QList<FigureTable> tables = choiceTables(result);
    for (const FigureTable& table : tables)
        section += tableHtml(table);
    return section + QStringLiteral("</section>\n");
}

// Guesses and skipped items, where there are any.
QString noteSection(const StudyResults& results)
{
    QString content;
    if (!results.guesses.isEmpty())
        content += tableHtml(guessTable(results.guesses));
    if (!results.skips.isEmpty())
        content += tableHtml(skipTable(results.skips));
    return content.isEmpty()
               ? content
               : QStringLiteral("<section><h2>What raters said beside</h2>%1</section>\n").arg(content);
}

QString legend(const CriterionResult& result)
{
    QString items;
    const int points = static_cast<int>(result.criterion.anchors.size());
    for (int point = 0; point < points; ++point)
        items += QStringLiteral("<span><i style=\"background:var(--s%1)\"></i>%2 %3</span>")
                     .arg((point * 6 + (points - 1) / 2) / qMax(1, points - 1))
                     .arg(point + 1)
                     .arg(html(result.criterion.anchors[point]));
    return QStringLiteral("<div class=\"legend\">%1</div>\n").arg(items);
}

QString criterionSection(const CriterionResult& result, int points, qsizetype raters)
{
    QString section =
        QStringLiteral(
            "<section><header class=\"row\"><h2>%1</h2><span class=\"muted small\">%2</span></header>\n")
            .arg(html(result.criterion.name),
                 html(QStringLiteral("n %1 \u00b7 missing %2 \u00b7 skipped %3 \u00b7 %4 raters \u00b7 %5")
                          .arg(grouped(result.answers), grouped(result.missing), grouped(result.skipped))
                          .arg(raters)
                          .arg(agreementText(result))));
    section += QStringLiteral("<p class=\"muted small\">%1</p>\n").arg(html(result.criterion.question));
    section += answerBars(result, points) + legend(result) + meanLines(result, points);
    for (const PairResult& pair : result.pairs) {
        section += equivalenceStrip(result, pair);
        section +=
            QStringLiteral("<p class=\"verdict %1\">%2</p>\n")
                .arg(QLatin1String(toneOf(pair.difference.verdict)), html(verdictSentence(result, pair)));
    }
    section += QStringLiteral("<details><summary>Figures</summary>\n") + conditionTable(result, points) +
               pairTable(result) + QStringLiteral("</details>\n") + furtherFigures(result) +
               QStringLiteral("</section>\n");
    return section;
}

QString verdictOverview(const StudyResults& results)
{
    QString items;
    for (const CriterionResult& result : results.criteria) {
        for (const PairResult& pair : result.pairs)
            items += QStringLiteral("<li><b>%1.</b> <span class=\"%2\">%3</span></li>\n")
                         .arg(html(result.criterion.name), QLatin1String(toneOf(pair.difference.verdict)),
                              html(verdictSentence(result, pair)));
    }
    return QStringLiteral(
               "<section><h2>Verdicts</h2><ul>%1</ul><p class=\"muted small\">Equivalence means that the "
               "whole %2 % "
               "interval of the difference lies within the margin of \u00b1%3 that was declared before the "
               "dialogues were handed out. A difference that is not found is never taken for equivalence.</p>"
               "</section>\n")
        .arg(items)
        .arg(qRound(100.0 * (1.0 - 2.0 * results.study.definition.alpha)))
        .arg(figureText(results.study.definition.margin));
}

QString lengthClause(const QJsonObject& frozen)
{
    const int band = frozen[QStringLiteral("band_width")].toInt();
    const QString difference = figureText(frozen[QStringLiteral("length_difference")].toDouble());
    if (band == 0)
        return QStringLiteral("lengths were not matched (standardised mean difference of turns %1)")
            .arg(difference);
    return QStringLiteral("matched on length in bands of %1 %2 (standardised mean difference %3)")
        .arg(band)
        .arg(band == 1 ? QStringLiteral("turn") : QStringLiteral("turns"), difference);
}

QString trackClause(TrackForm form)
{
    if (form == TrackForm::Titles)
        return QStringLiteral(
            "At most five titles of the tracks of a reply were shown, taken evenly over its list.");
    if (form == TrackForm::Mark)
        return QStringLiteral(
            "Since not every source knows titles, a reply with tracks only said that it showed some.");
    return QStringLiteral("Tracks were not shown.");
}

QString methodSection(const StudyResults& results)
{
    const StudyDefinition& definition = results.study.definition;
    const QString text =
        QStringLiteral(
            "%1 dialogues, %2 from each of %3 sources, were drawn with seed %4 and %5. Each of %6 raters saw "
            "all "
            "of them under ids of their own, in an order drawn for them, balanced so that every block of %3 "
            "dialogues holds each source once; text and tracks were brought into one form. %7 Answers on "
            "a scale of %8 points are summarised by their mean with a %9 % percentile bootstrap interval "
            "(dialogues drawn, %10 resamples, seed %4). ")
            .arg(grouped(results.items))
            .arg(definition.itemsPerSource)
            .arg(definition.sources.size())
            .arg(QString::number(definition.seed), lengthClause(results.study.frozen))
            .arg(results.raters.size())
            .arg(trackClause(definition.tracks))
            .arg(definition.points)
            .arg(qRound(100.0 * (1.0 - definition.alpha)))
            .arg(grouped(results.replicates));
    const QString tests =
        QStringLiteral(
            "Two conditions are called equivalent when the %1 % interval of their difference lies within "
            "\u00b1%2 (two one-sided tests at %3), different when the %4 % interval leaves out zero. "
            "Agreement is "
            "Krippendorff's alpha for ordinal data with dialogues resampled. p values are Mann-Whitney "
            "tests on the dialogues' means, adjusted after Holm over all criteria and pairs.")
            .arg(qRound(100.0 * (1.0 - 2.0 * definition.alpha)))
            .arg(figureText(definition.margin))
            .arg(definition.alpha)
            .arg(qRound(100.0 * (1.0 - definition.alpha)));
    QString definitions;
    for (const Criterion& criterion : definition.criteria)
        definitions += QStringLiteral("<li><b>%1</b> %2 <span class=\"muted\">%3</span></li>\n")
                           .arg(html(criterion.name), html(criterion.question), html(criterion.definition));
    return QStringLiteral("<section><h2>Method</h2><p>%1%2</p><ul class=\"small\">%3</ul></section>\n")
        .arg(html(text), html(tests), definitions);
}

QString raterSection(const StudyResults& results, const QHash<QString, PracticeTally>& practice)
{
    QStringList head{QStringLiteral("Rater"), QStringLiteral("answers"), QStringLiteral("skipped"),
                     QStringLiteral("missing"), QStringLiteral("collected")};
    if (!practice.isEmpty())
        head << QStringLiteral("practice right");
    QString table = QStringLiteral("<table><thead>") + row(head, "th") + QStringLiteral("</thead><tbody>");
    for (const RaterProgress& rater : results.raters) {
        QStringList cells{rater.rater, grouped(rater.answers), grouped(rater.skipped), grouped(rater.missing),
                          rater.collectedAt > 0 ? day(rater.collectedAt) : QStringLiteral("not yet")};
        const PracticeTally tally = practice.value(rater.rater);
        if (!practice.isEmpty())
            cells << QStringLiteral("%1 of %2").arg(tally.right).arg(tally.answers);
        table += row(cells);
    }
    const QString note =
        practice.isEmpty()
            ? QString()
            : QStringLiteral(
                  "<p class=\"muted small\">Answers of practice are counted for qualification alone; "
                  "none of them enters the analysis.</p>");
    return QStringLiteral("<section><h2>Raters</h2>") + table + QStringLiteral("</tbody></table>") + note +
           QStringLiteral("</section>\n");
}

QString blindingSection(const BlindingAudit& audit)
{
    QString items;
    for (const QString& line : auditText(audit).split(QLatin1Char('\n')))
        items += QStringLiteral("<li>%1</li>\n").arg(html(line.trimmed()));
    return QStringLiteral("<section><h2>What raters could learn from the texts alone</h2>"
                          "<p class=\"muted small\">%1.</p><ul class=\"small\">%2</ul></section>\n")
        .arg(html(QString::fromStdString(audit.leak.overall.method)), items);
}

QString leftOutSection(const StudyResults& results)
{
    QString items;
    const QStringList lines = leftOutLines(results);
    for (const QString& line : lines)
        items += QStringLiteral("<li>%1</li>\n").arg(html(line));
    return lines.isEmpty()
               ? QString()
               : QStringLiteral("<section><h2>Raters left out</h2><ul class=\"small\">%1</ul></section>\n")
                     .arg(items);
}

QString designSection(const DesignProof& proof)
{
    QString content;
    const QList<FigureTable> tables = proofTables(proof);
    for (const FigureTable& table : tables) {
        content +=
            QStringLiteral("<h3>%1</h3><p class=\"muted small\">%2</p>\n<div class=\"wide\"><table><thead>%3"
                           "</thead><tbody>")
                .arg(html(table.title), html(table.note), row(table.columns, "th"));
        for (const QStringList& cells : table.rows)
            content += row(cells);
        content += QStringLiteral("</tbody></table></div>\n");
    }
    return QStringLiteral("<section><h2>Design</h2><p>%1</p><details><summary>Counts</summary>%2</details>"
                          "</section>\n")
        .arg(html(proofSentence(proof)), content);
}

QString runClause(const Run& run, const ProjectFacts& facts)
{
    QString clause = QStringLiteral("written by %1, seed %2")
                         .arg(run.writer)
                         .arg(run.parameters[QStringLiteral("seed")].toInteger());
    if (const QString prompt = run.parameters[QStringLiteral("prompt")].toString(); !prompt.isEmpty())
        clause += QStringLiteral(", prompt %1").arg(prompt);
    for (const PlanSet& set : facts.planSets) {
        if (set.id == run.planSet)
            clause += QStringLiteral(", from the plans %1 (%2, seed %3)")
                          .arg(set.name, grouped(set.plans))
                          .arg(set.seed);
    }
    return clause;
}

QString sourceClause(const Source& source, const ProjectFacts& facts)
{
    for (const Run& run : facts.runs) {
        if (run.source == source.id)
            return QStringLiteral("run, ") + runClause(run, facts);
    }
    return QStringLiteral("corpus, format %1, from %2").arg(source.format, source.origin);
}

QString provenanceSection(const StudyResults& results, const ProjectFacts& facts)
{
    QString items;
    for (const Source& source : facts.sources)
        items += QStringLiteral("<li><b>%1</b>: %2 dialogues, %3 turns; %4.</li>\n")
                     .arg(html(source.name), grouped(source.dialogues), grouped(source.turns),
                          html(sourceClause(source, facts)));
    for (const Catalogue& catalogue : facts.catalogues)
        items += QStringLiteral("<li>Catalogue <b>%1</b>: %2 tracks.</li>\n")
                     .arg(html(catalogue.name), grouped(catalogue.tracks));
    items += QStringLiteral("<li>Codebook: %1 codes, %2 codings.</li>\n")
                 .arg(grouped(facts.codes), grouped(facts.codings));
    items += QStringLiteral("<li>Frozen on %1; SHA-256 of definition and items <code>%2</code>, %3.</li>\n")
                 .arg(day(results.study.frozenAt), html(results.study.digest.left(16)),
                      results.sealIntact ? QStringLiteral("found intact")
                                         : QStringLiteral("<b class=\"warn\">no longer what was frozen</b>"));
    if (!results.unblinded)
        items +=
            QStringLiteral("<li>The key is not open: conditions stand under letters that were drawn.</li>\n");
    for (const QString& fact : keyFacts(results.key))
        items += QStringLiteral("<li>%1.</li>\n").arg(html(fact));
    return QStringLiteral("<section><h2>Where it comes from</h2><ul class=\"small\">%1</ul></section>\n")
        .arg(items);
}

} // namespace

QByteArray reportPage(const StudyResults& results, const ProjectFacts& facts, const BlindingAudit& audit)
{
    const QString name = html(results.study.definition.name);
    QString page =
        QStringLiteral(
            "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
            "<meta name=\"viewport\" content=\"width=device-width\">"
            "<meta name=\"color-scheme\" content=\"light dark\"><title>%1</title><style>%2</style></head>\n"
            "<body><main><h1>%1</h1>")
            .arg(name, QLatin1String(pageStyle));
    page += QStringLiteral("<p class=\"muted\">%1 dialogues \u00b7 %2 raters \u00b7 %3 answers \u00b7 %4 "
                           "skipped \u00b7 %5 missing \u00b7 margin \u00b1%6</p>\n")
                .arg(grouped(results.items))
                .arg(results.raters.size())
                .arg(grouped(results.answers), grouped(results.skipped), grouped(results.missing),
                     figureText(results.study.definition.margin));
    page += verdictOverview(results);
    for (const CriterionResult& result : results.criteria)
        page += criterionSection(result, results.study.definition.points, results.raters.size());
    for (const ChoiceResult& choice : results.choices)
        page += choiceSection(choice);
    page += noteSection(results);
    page += leftOutSection(results) + methodSection(results) +
            (facts.design ? designSection(*facts.design) : QString()) +
            raterSection(results, facts.practice) + blindingSection(audit) +
            provenanceSection(results, facts);
    page += QStringLiteral("<p class=\"muted small\">Made by Antiphon %1.</p></main></body></html>\n")
                .arg(QStringLiteral(ANTIPHON_VERSION));
    return page.toUtf8();
}

} // namespace antiphon
