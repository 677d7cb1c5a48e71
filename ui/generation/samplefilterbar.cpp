#include "ui/generation/samplefilterbar.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/textlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QPushButton>

namespace antiphon {

namespace {

using Relation = SampleCondition::Relation;

enum StateChoice { AnyState, OpenState, AcceptedState, SetAsideState, NotWritten };

const SampleCondition leakCondition{{SampleKey::What::OneKind, CheckKind::FutureLeak}, Relation::More, 0};

SampleCondition recallCondition(Relation relation, double value)
{
    return {{SampleKey::What::Recall}, relation, value};
}

} // namespace

QDoubleSpinBox* SampleFilterBar::recallField(double value, const QString& name)
{
    auto* field = new QDoubleSpinBox(this);
    field->setRange(0, 1);
    field->setSingleStep(0.05);
    field->setDecimals(2);
    field->setValue(value);
    field->setKeyboardTracking(false);
    field->setAccessibleName(name);
    field->setToolTip(tr("Share of the planned values that the user's turns name"));
    connect(field, &QDoubleSpinBox::valueChanged, this, &SampleFilterBar::tell);
    return field;
}

SampleFilterBar::SampleFilterBar(QWidget* parent) : QWidget(parent)
{
    m_search = new SearchField(tr("Search in samples"), this);
    m_search->setAccessibleName(tr("Search in samples"));
    m_search->setToolTip(tr("Samples with a turn that holds all these words"));
    m_search->setMinimumWidth(150);
    m_state = new QComboBox(this);
    m_state->setAccessibleName(tr("State"));
    m_state->setToolTip(tr("What people decided about the samples"));
    m_state->addItems({tr("Any state"), tr("Open"), tr("Accepted"), tr("Set aside"), tr("Not written")});
    m_person = new QComboBox(this);
    m_person->setAccessibleName(tr("Person"));
    m_person->setToolTip(tr("Who decided or commented"));
    m_person->addItem(tr("Anybody"));
    m_leaks = new QCheckBox(tr("With leaks"), this);
    m_leaks->setToolTip(tr("Only samples that name a value before it is due"));
    m_commented = new QCheckBox(tr("With comment"), this);
    m_commented->setToolTip(tr("Only samples that somebody commented on"));
    m_recallFrom = recallField(0, tr("Recall from"));
    m_recallTo = recallField(1, tr("Recall to"));
    m_clear = new QPushButton(tr("Clear"), this);
    m_clear->setToolTip(tr("Lists all samples again"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(metrics::gap);
    row->addWidget(m_search, 1);
    for (QWidget* widget : {static_cast<QWidget*>(m_state), static_cast<QWidget*>(m_person)})
        row->addWidget(widget);
    row->addWidget(m_leaks);
    row->addWidget(m_commented);
    row->addWidget(new TextLabel(tr("Recall"), TextSize::Body, Tone::Muted, this));
    row->addWidget(m_recallFrom);
    row->addWidget(new TextLabel(tr("to"), TextSize::Body, Tone::Muted, this));
    row->addWidget(m_recallTo);
    row->addWidget(m_clear);
    connect(m_search, &SearchField::searchChanged, this, &SampleFilterBar::tell);
    connect(m_state, &QComboBox::currentIndexChanged, this, &SampleFilterBar::tell);
    connect(m_person, &QComboBox::currentIndexChanged, this, &SampleFilterBar::tell);
    connect(m_leaks, &QCheckBox::toggled, this, &SampleFilterBar::tell);
    connect(m_commented, &QCheckBox::toggled, this, &SampleFilterBar::tell);
    connect(m_clear, &QPushButton::clicked, this, [this] { setFilter({}); });
    m_clear->setEnabled(false);
}

SampleFilter SampleFilterBar::filter() const
{
    SampleFilter filter;
    filter.search = m_search->text().trimmed();
    const int state = m_state->currentIndex();
    filter.failed = state == NotWritten;
    if (state >= OpenState && state <= SetAsideState)
        filter.decision = static_cast<SampleDecision>(state - OpenState);
    if (m_person->currentIndex() > 0)
        filter.person = m_person->currentText();
    filter.commented = m_commented->isChecked();
    if (m_leaks->isChecked())
        filter.conditions << leakCondition;
    // The fields show two places, so what rounds to their ends is within.
    if (m_recallFrom->value() > 0)
        filter.conditions << recallCondition(Relation::AtLeast, m_recallFrom->value() - 0.00499);
    if (m_recallTo->value() < 1)
        filter.conditions << recallCondition(Relation::AtMost, m_recallTo->value() + 0.00499);
    return filter;
}

void SampleFilterBar::setFilter(const SampleFilter& filter)
{
    m_setting = true;
    m_search->setSearch(filter.search);
    m_state->setCurrentIndex(filter.failed     ? static_cast<int>(NotWritten)
                             : filter.decision ? OpenState + static_cast<int>(*filter.decision)
                                               : static_cast<int>(AnyState));
    if (!filter.person.isEmpty() && m_person->findText(filter.person) < 0)
        m_person->addItem(filter.person);
    m_person->setCurrentIndex(filter.person.isEmpty() ? 0 : m_person->findText(filter.person));
    m_commented->setChecked(filter.commented);
    m_leaks->setChecked(filter.conditions.contains(leakCondition));
    double from = 0;
    double to = 1;
    for (const SampleCondition& condition : filter.conditions) {
        if (condition.key.what == SampleKey::What::Recall)
            (condition.relation == Relation::AtLeast ? from : to) = condition.value;
    }
    m_recallFrom->setValue(from);
    m_recallTo->setValue(to);
    m_setting = false;
    tell();
}

void SampleFilterBar::setPeople(const QStringList& names)
{
    QStringList all = names;
    if (m_person->currentIndex() > 0 && !all.contains(m_person->currentText()))
        all << m_person->currentText();
    const QString chosen = m_person->currentIndex() > 0 ? m_person->currentText() : QString();
    QStringList shown;
    for (int i = 1; i < m_person->count(); ++i)
        shown << m_person->itemText(i);
    if (shown == all)
        return;
    const QSignalBlocker blocker(m_person);
    m_person->clear();
    m_person->addItem(tr("Anybody"));
    m_person->addItems(all);
    m_person->setCurrentIndex(chosen.isEmpty() ? 0 : m_person->findText(chosen));
}

void SampleFilterBar::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void SampleFilterBar::tell()
{
    const SampleFilter now = filter();
    m_clear->setEnabled(!now.isEmpty());
    if (m_setting || now == m_told)
        return;
    m_told = now;
    Q_EMIT changed(now);
}

QJsonObject SampleFilterBar::save() const
{
    return {{QStringLiteral("search"), m_search->text()},
            {QStringLiteral("state"), m_state->currentIndex()},
            {QStringLiteral("person"), m_person->currentIndex() > 0 ? m_person->currentText() : QString()},
            {QStringLiteral("leaks"), m_leaks->isChecked()},
            {QStringLiteral("commented"), m_commented->isChecked()},
            {QStringLiteral("recall"), QJsonArray{m_recallFrom->value(), m_recallTo->value()}}};
}

void SampleFilterBar::restore(const QJsonObject& state)
{
    if (state.isEmpty())
        return;
    SampleFilter filter;
    filter.search = state.value(QStringLiteral("search")).toString();
    const int choice = state.value(QStringLiteral("state")).toInt();
    filter.failed = choice == NotWritten;
    if (choice >= OpenState && choice <= SetAsideState)
        filter.decision = static_cast<SampleDecision>(choice - OpenState);
    filter.person = state.value(QStringLiteral("person")).toString();
    filter.commented = state.value(QStringLiteral("commented")).toBool();
    if (state.value(QStringLiteral("leaks")).toBool())
        filter.conditions << leakCondition;
    const QJsonArray recall = state.value(QStringLiteral("recall")).toArray();
    filter.conditions << recallCondition(Relation::AtLeast, recall.at(0).toDouble(0))
                      << recallCondition(Relation::AtMost, recall.at(1).toDouble(1));
    setFilter(filter);
}

} // namespace antiphon
