#include "ui/rating/planform.h"

#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <cmath>
#include <numeric>
#include <set>

namespace antiphon {

namespace {

constexpr int mostSizes = 12; // of each kind: more columns than fit are no help

template<typename Field>
Field* named(Field* field, const QString& name, const QString& toolTip)
{
    field->setAccessibleName(name);
    field->setToolTip(toolTip);
    return field;
}

QDoubleSpinBox* numberField(QWidget* parent, double value, double low, double high, double step)
{
    auto* field = new QDoubleSpinBox(parent);
    field->setRange(low, high);
    field->setSingleStep(step);
    field->setValue(value);
    return field;
}

Error invalid(const QString& field, const QString& detail)
{
    return {ErrorCode::InvalidValue, field, 0, detail};
}

Result<std::vector<double>> numbersOf(const QString& field, const QString& text)
{
    static const QRegularExpression separators(QStringLiteral("[,;\\s]+"));
    std::vector<double> numbers;
    const QStringList parts = text.split(separators, Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        bool ok = false;
        numbers.push_back(part.toDouble(&ok));
        if (!ok)
            return fail(invalid(field, PlanForm::tr("\"%1\" is no number").arg(part)));
    }
    return numbers;
}

Result<QList<int>> sizesOf(const QString& field, const QString& text)
{
    ANTIPHON_TRY_ASSIGN(const std::vector<double> numbers, numbersOf(field, text));
    std::set<int> sizes;
    for (const double number : numbers) {
        if (!(number >= 2.0 && number <= 10'000.0))
            return fail(invalid(field, PlanForm::tr("each is from 2 to 10000")));
        sizes.insert(qRound(number));
    }
    if (sizes.empty() || static_cast<qsizetype>(sizes.size()) > mostSizes)
        return fail(invalid(field, PlanForm::tr("1 to %1 numbers are tried").arg(mostSizes)));
    return QList<int>(sizes.cbegin(), sizes.cend());
}

} // namespace

PlanForm::PlanForm(QWidget* parent) : Card(parent)
{
    setAccessibleName(tr("Assumptions"));
    column()->setSpacing(metrics::gap);
    column()->addWidget(new SectionHeader(tr("Assumptions"), {}, this));
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(metrics::padding);
    form->setVerticalSpacing(metrics::gap);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    addAnswers(*form);
    addTest(*form);
    addSizes(*form);
    column()->addLayout(form);
    m_problem = new TextLabel({}, TextSize::Body, Tone::Danger, this);
    m_problem->setWordWrap(true);
    m_problem->hide();
    column()->addWidget(m_problem);
    m_simulate = named(new QPushButton(tr("Simulate"), this), tr("Simulate"),
                       tr("Makes up studies of every size and analyses each as Results would"));
    makePrimary(m_simulate);
    m_stop = named(new QPushButton(tr("Stop"), this), tr("Stop the simulation"),
                   tr("The sizes that are done stay"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_simulate);
    buttons->addWidget(m_stop);
    buttons->addStretch(1);
    column()->addLayout(buttons);
    column()->addStretch(1);
    setFocusProxy(m_shares);
    setRunning(false);
    setPilots({});
    describeShares();
    connect(m_shares, &QLineEdit::textChanged, this, &PlanForm::describeShares);
    for (QLineEdit* field : {m_shares, m_raters, m_items, m_seed})
        connect(field, &QLineEdit::returnPressed, this, &PlanForm::simulateRequested);
    connect(m_simulate, &QPushButton::clicked, this, &PlanForm::simulateRequested);
    connect(m_stop, &QPushButton::clicked, this, &PlanForm::stopRequested);
}

void PlanForm::addAnswers(QFormLayout& form)
{
    m_shares =
        named(new QLineEdit(QStringLiteral("0.05, 0.10, 0.25, 0.40, 0.20"), this), tr("Shares of the points"),
              tr("How often each point of the scale is given, from 1; two to eleven shares that add up to "
                 "1. Take them from a pilot study."));
    m_sharesText = new TextLabel({}, TextSize::Caption, Tone::Muted, this);
    m_raterVariance = named(numberField(this, 0.3, 0.0, 100.0, 0.1), tr("Variance of raters"),
                            tr("How much raters differ in severity, on the logit scale of the model"));
    m_itemVariance = named(numberField(this, 0.5, 0.0, 100.0, 0.1), tr("Variance of dialogues"),
                           tr("How much dialogues of one condition differ, on the logit scale of the model"));
    m_effect = named(numberField(this, 0.0, -10.0, 10.0, 0.1), tr("True effect, log odds"),
                     tr("Of the second condition against the first; 0: there is no difference"));
    m_pilot = named(new QPushButton(tr("Take from answers"), this), tr("Take from answers"),
                    tr("Shares and variances as the answers collected for the study in hand have them, over "
                       "all conditions"));
    m_pilot->setMenu(new QMenu(m_pilot));
    form.addRow(tr("Pilot"), m_pilot);
    form.addRow(tr("Shares of points"), m_shares);
    form.addRow(QString(), m_sharesText);
    form.addRow(tr("Variance of raters"), m_raterVariance);
    form.addRow(tr("Variance of dialogues"), m_itemVariance);
    form.addRow(tr("True effect, log odds"), m_effect);
}

void PlanForm::setPilots(const QStringList& criteria)
{
    m_pilot->menu()->clear();
    for (int i = 0; i < criteria.size(); ++i)
        m_pilot->menu()->addAction(criteria[i], this, [this, i] { Q_EMIT pilotChosen(i); });
    m_pilot->setEnabled(!criteria.isEmpty());
}

void PlanForm::setAssumptions(const PlanAssumptions& assumptions)
{
    QStringList shares;
    double before = 0.0;
    for (std::size_t k = 0; k + 1 < assumptions.shares.size(); ++k) {
        const double share = std::round(assumptions.shares[k] * 1000.0) / 1000.0;
        before += share;
        shares << QString::number(share);
    }
    // The last one takes what rounding left, so that they add up to 1.
    shares << QString::number(std::max(0.0, std::round((1.0 - before) * 1000.0) / 1000.0));
    m_shares->setText(shares.join(QStringLiteral(", ")));
    m_raterVariance->setValue(assumptions.raterVariance);
    m_itemVariance->setValue(assumptions.itemVariance);
}

void PlanForm::addTest(QFormLayout& form)
{
    m_margin = named(numberField(this, 0.5, 0.01, 10.0, 0.05), tr("Margin in points"),
                     tr("Means that differ by less than this count as equivalent"));
    m_alpha = named(numberField(this, 0.05, 0.001, 0.4, 0.01), tr("Alpha"),
                    tr("The risk of calling conditions equivalent, or different, that are not"));
    m_alpha->setDecimals(3);
    m_power = named(numberField(this, 0.8, 0.05, 0.99, 0.05), tr("Power aimed at"),
                    tr("Sizes that reach it stand in bold; the formulas use it, too"));
    m_clusters = named(new QComboBox(this), tr("What is resampled"),
                       tr("Dialogues alone speak about these raters; both also about other raters"));
    m_clusters->addItems({tr("dialogues"), tr("dialogues and raters")});
    form.addRow(tr("Margin in points"), m_margin);
    form.addRow(tr("Alpha"), m_alpha);
    form.addRow(tr("Power aimed at"), m_power);
    form.addRow(tr("Resampled"), m_clusters);
}

void PlanForm::addSizes(QFormLayout& form)
{
    m_raters = named(new QLineEdit(QStringLiteral("3, 5, 10"), this), tr("Raters to try"),
                     tr("Numbers with commas between them"));
    m_items = named(new QLineEdit(QStringLiteral("10, 20, 40, 80"), this), tr("Dialogues to try"),
                    tr("From each source; numbers with commas between them"));
    m_simulations = named(new QSpinBox(this), tr("Studies of each size"),
                          tr("More take longer and leave a smaller Monte Carlo error"));
    m_simulations->setRange(100, 100'000);
    m_simulations->setSingleStep(100);
    m_simulations->setValue(1000);
    m_seed =
        named(new QLineEdit(QStringLiteral("1"), this), tr("Seed"), tr("The same seed gives the same table"));
    form.addRow(tr("Raters to try"), m_raters);
    form.addRow(tr("Dialogues to try"), m_items);
    form.addRow(tr("Studies of each size"), m_simulations);
    form.addRow(tr("Seed"), m_seed);
}

void PlanForm::describeShares()
{
    const auto shares = numbersOf({}, m_shares->text());
    const double sum = shares ? std::accumulate(shares->begin(), shares->end(), 0.0) : 0.0;
    if (!shares || std::abs(sum - 1.0) > 1e-6) {
        m_sharesText->setText(shares ? tr("They add up to %1, not to 1.").arg(sum, 0, 'g', 4)
                                     : tr("Numbers are needed, such as 0.25."));
        m_sharesText->setTone(Tone::Danger);
        return;
    }
    double mean = 0.0;
    for (std::size_t k = 0; k < shares->size(); ++k)
        mean += (*shares)[k] * static_cast<double>(k + 1);
    m_sharesText->setText(tr("%1 points, mean %2").arg(shares->size()).arg(mean, 0, 'f', 2));
    m_sharesText->setTone(Tone::Muted);
}

Result<PlanQuestion> PlanForm::question() const
{
    PlanQuestion question;
    PlanAssumptions& a = question.assumptions;
    ANTIPHON_TRY_ASSIGN(a.shares, numbersOf(m_shares->accessibleName(), m_shares->text()));
    const double sum = std::accumulate(a.shares.begin(), a.shares.end(), 0.0);
    if (a.shares.size() < 2 || a.shares.size() > 11 || std::abs(sum - 1.0) > 1e-6)
        return fail(invalid(m_shares->accessibleName(), tr("two to eleven that add up to 1 are needed")));
    ANTIPHON_TRY_ASSIGN(question.raters, sizesOf(m_raters->accessibleName(), m_raters->text()));
    ANTIPHON_TRY_ASSIGN(question.items, sizesOf(m_items->accessibleName(), m_items->text()));
    bool isSeed = false;
    a.seed = m_seed->text().trimmed().toULongLong(&isSeed);
    if (!isSeed)
        return fail(invalid(m_seed->accessibleName(), tr("it is a whole number")));
    a.raterVariance = m_raterVariance->value();
    a.itemVariance = m_itemVariance->value();
    a.effect = m_effect->value();
    a.margin = m_margin->value();
    a.alpha = m_alpha->value();
    a.power = m_power->value();
    a.simulations = m_simulations->value();
    a.clusters =
        m_clusters->currentIndex() == 1 ? statistics::Clusters::Crossed : statistics::Clusters::Items;
    return question;
}

void PlanForm::setProblem(const QString& sentence)
{
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
}

void PlanForm::setRunning(bool running)
{
    m_simulate->setEnabled(!running);
    m_stop->setVisible(running);
}

} // namespace antiphon
