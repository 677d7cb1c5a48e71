#include "ui/coding/findings/saturationpage.h"

#include "ui/charts/bandchart.h"
#include "ui/panes/chartpane.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/textlabel.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLocale>
#include <QSpinBox>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr quint64 seed = 1;

QSpinBox* numberBox(const QString& prefix, const QString& name, int least, int most, int value,
                    QWidget* parent)
{
    auto* box = new QSpinBox(parent);
    box->setRange(least, most);
    box->setValue(value);
    box->setPrefix(prefix);
    box->setAccessibleName(name);
    return box;
}

QString number(double value, int digits)
{
    return QLocale().toString(value, 'f', digits);
}

template<typename Number>
QList<double> listOf(const std::vector<Number>& values)
{
    return QList<double>(values.begin(), values.end());
}

} // namespace

SaturationPage::SaturationPage(WorkspaceContext context, QWidget* parent)
    : Finding(std::move(context), parent),
      m_facet(new QComboBox(this)),
      m_base(numberBox(tr("Base "), tr("Dialogues of the base"), 1, 1000, 4, this)),
      m_run(numberBox(tr("Run "), tr("Dialogues of a run"), 1, 1000, 2, this)),
      m_threshold(numberBox(tr("New at most "), tr("Threshold of new information"), 0, 100, 5, this)),
      m_verdict(new TextLabel({}, TextSize::Heading, Tone::Normal, this))
{
    const Qt::Alignment right = Qt::AlignRight;
    m_pane = new ChartPane(this->context(),
                           {tr("New codes, dialogue by dialogue"), tr("Filter"),
                            tr("No dialogue is coded yet. This shows when further dialogues stop bringing "
                               "new codes."),
                            QStringLiteral("saturation")},
                           {{tr("Dialogues coded"), right},
                            {tr("Different codes"), right},
                            {tr("New in the run"), right},
                            {tr("Share of the base's"), right},
                            {tr("Low"), right},
                            {tr("Middle"), right},
                            {tr("High"), right}},
                           0, this);
    m_facet->addItem(tr("All facets"));
    for (const Facet facet : allFacets)
        m_facet->addItem(facetTitle(facet), static_cast<int>(facet));
    m_facet->setAccessibleName(tr("Facet"));
    m_threshold->setSuffix(tr(" %"));
    for (QWidget* control : std::initializer_list<QWidget*>{m_facet, m_base, m_run, m_threshold})
        m_pane->bar()->addWidget(control);
    m_pane->setNote(
        tr("Guest, Namey and Chen (2020): the codes of the first dialogues (base) against the new ones of "
           "each "
           "run that follows. Dialogues in the order in which they were coded. The band holds 95 % of 1,000 "
           "random orders, point by point; seed %1.")
            .arg(seed));
    m_verdict->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_pane, 1);
    m_verdict->setContentsMargins(metrics::padding, 0, metrics::padding, metrics::padding);
    column->addWidget(m_verdict);
    setFocusProxy(m_pane);
    connect(m_facet, &QComboBox::currentIndexChanged, this, &SaturationPage::read);
    for (QSpinBox* box : {m_base, m_run, m_threshold})
        connect(box, &QSpinBox::valueChanged, this, &SaturationPage::read);
}

SaturationRule SaturationPage::rule() const
{
    return {m_base->value(), m_run->value(), m_threshold->value() / 100.0};
}

void SaturationPage::read()
{
    const QVariant chosen = m_facet->currentData();
    const auto facet = chosen.isValid() ? std::optional(static_cast<Facet>(chosen.toInt())) : std::nullopt;
    answerAside<Answer>(
        QStringLiteral("coding.saturation"),
        [query = query(), rule = rule(), facet,
         coder = coder()](const Connection& connection) -> Result<Answer> {
            ANTIPHON_TRY_ASSIGN(const CodedCorpus corpus, readCodedCorpus(connection, query));
            if (corpus.layers.empty())
                return Answer();
            ANTIPHON_TRY_ASSIGN(const auto order, dialoguesAsCoded(connection, corpus, coder));
            const DialogueCodes codes = codesOfDialogues(corpus, corpus.layers.front(), order, facet);
            Answer answer;
            answer.saturation = assessSaturation(codes, rule);
            AccumulationOptions options;
            options.seed = seed;
            ANTIPHON_TRY_ASSIGN(answer.accumulation, accumulate(codes, options));
            return answer;
        },
        [this](const Answer& answer) {
            m_answer = answer;
            show();
        });
}

QString SaturationPage::verdict() const
{
    const Saturation& found = m_answer.saturation;
    if (found.dialogues == 0)
        return {};
    if (found.reached)
        return tr("Saturation at %1, confirmed by a run of %2 with at most %3 % new codes.")
            .arg(countedText(*found.reached, tr("dialogue"), tr("dialogues")))
            .arg(m_run->value())
            .arg(m_threshold->value());
    return tr("Saturation is not shown: %1.").arg(found.reason);
}

void SaturationPage::show()
{
    const auto& [saturation, accumulation] = m_answer;
    BandChart band{tr("Different codes after so many dialogues"), tr("Dialogues coded"),
                   tr("Different codes"), tr("As coded"), tr("95 % of 1,000 random orders")};
    band.values = listOf(accumulation.observed);
    band.low = listOf(accumulation.low);
    band.middle = listOf(accumulation.median);
    band.high = listOf(accumulation.high);
    if (saturation.reached) {
        band.mark = *saturation.reached;
        band.markText = tr("Saturation at %1").arg(*saturation.reached);
    }
    QHash<int, SaturationRun> runs;
    for (const SaturationRun& run : saturation.runs)
        runs.insert(run.upTo, run);
    QList<QList<TextCell>> rows;
    for (std::size_t i = 0; i < accumulation.observed.size(); ++i) {
        const int upTo = static_cast<int>(i) + 1;
        const bool has = runs.contains(upTo);
        const SaturationRun run = runs.value(upTo);
        rows << QList<TextCell>{
            {countText(upTo), upTo},
            {countText(accumulation.observed[i]), accumulation.observed[i]},
            {has ? countText(run.newCodes) : QString(), has ? run.newCodes : -1},
            {has ? tr("%1 %").arg(number(run.share * 100, 1)) : QString(), has ? run.share : -1},
            {number(accumulation.low[i], 1), accumulation.low[i]},
            {number(accumulation.median[i], 1), accumulation.median[i]},
            {number(accumulation.high[i], 1), accumulation.high[i]}};
    }
    const QString remark = saturation.dialogues == 0
                               ? QString()
                               : tr("n = %1, %2, %3 of them in the base")
                                     .arg(countedText(saturation.dialogues, tr("dialogue"), tr("dialogues")),
                                          countedText(saturation.codes, tr("code"), tr("codes")),
                                          countText(saturation.baseCodes));
    m_verdict->setText(verdict());
    m_verdict->setVisible(!m_verdict->text().isEmpty());
    m_pane->show(bandChart(band), std::move(rows), remark);
}

} // namespace antiphon
