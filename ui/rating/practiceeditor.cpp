#include "ui/rating/practiceeditor.h"

#include "ui/rating/knownanswerseditor.h"
#include "ui/theme/metrics.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int listWidth = 190;

QToolButton* listButton(QWidget* parent, const QString& text, const QString& name, const QString& toolTip)
{
    auto* button = new QToolButton(parent);
    button->setText(text);
    button->setAccessibleName(name);
    button->setToolTip(toolTip);
    return button;
}

QString listText(const KnownItem& item)
{
    return item.dialogue.isEmpty() ? PracticeEditor::tr("(no dialogue)") : item.dialogue;
}

// The key that a criterion had before, where one key alone was changed: old, new.
std::optional<std::pair<QString, QString>> renamedKey(const QList<Criterion>& before,
                                                      const QList<Criterion>& after)
{
    std::optional<std::pair<QString, QString>> renamed;
    if (before.size() != after.size())
        return {};
    for (qsizetype i = 0; i < before.size(); ++i) {
        if (before.at(i).key == after.at(i).key)
            continue;
        if (renamed)
            return {};
        renamed = std::pair{before.at(i).key, after.at(i).key};
    }
    return renamed;
}

void rename(KnownAnswers& known, const std::pair<QString, QString>& keys)
{
    if (known.expected.contains(keys.first))
        known.expected.insert(keys.second, known.expected.take(keys.first));
    if (known.reasons.contains(keys.first))
        known.reasons.insert(keys.second, known.reasons.take(keys.first));
}

// Without answers to criteria that are not there any more.
void keepOnly(KnownAnswers& known, const QList<Criterion>& criteria)
{
    QHash<QString, QList<int>> expected;
    QHash<QString, QString> reasons;
    for (const Criterion& criterion : criteria) {
        if (known.expected.contains(criterion.key))
            expected.insert(criterion.key, known.expected.value(criterion.key));
        if (known.reasons.contains(criterion.key))
            reasons.insert(criterion.key, known.reasons.value(criterion.key));
    }
    known.expected = expected;
    known.reasons = reasons;
}

} // namespace

PracticeEditor::PracticeEditor(QWidget* parent) : QWidget(parent)
{
    m_body = new QWidget(this);
    auto* row = new QHBoxLayout(m_body);
    row->setContentsMargins({});
    row->setSpacing(metrics::padding);
    row->addWidget(makeList(), 0, Qt::AlignLeft);
    row->addWidget(makeFields(), 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(m_body);
    column->addWidget(makeOutcome());
    setFocusProxy(m_list);
    showList(-1);
}

QWidget* PracticeEditor::makeList()
{
    auto* side = new QWidget(m_body);
    side->setFixedWidth(listWidth);
    m_list = new QListWidget(side);
    m_list->setAccessibleName(tr("Practice dialogues in the order in which they are shown"));
    m_list->setToolTip(tr("In the order in which they are shown, before all others"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMinimumHeight(QFontMetrics(font()).lineSpacing() * 3);
    auto* add = listButton(side, tr("Add"), tr("Add a practice dialogue"),
                           tr("Raters see what was expected after each one; none enters the analysis"));
    m_remove =
        listButton(side, tr("Remove"), tr("Remove the practice dialogue"), tr("The one that is chosen"));
    m_up = listButton(side, QStringLiteral("↑"), tr("Show earlier"), tr("Show it earlier"));
    m_down = listButton(side, QStringLiteral("↓"), tr("Show later"), tr("Show it later"));
    connect(m_list, &QListWidget::currentRowChanged, this, [this] {
        if (!m_filling)
            showCurrent();
    });
    connect(add, &QToolButton::clicked, this, &PracticeEditor::add);
    connect(m_remove, &QToolButton::clicked, this, &PracticeEditor::removeCurrent);
    connect(m_up, &QToolButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { move(1); });
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::unit);
    for (QToolButton* button : {add, m_remove, m_up, m_down})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(m_list, 1);
    column->addLayout(buttons);
    return side;
}

QWidget* PracticeEditor::makeFields()
{
    m_fields = new QWidget(m_body);
    m_source = new QComboBox(m_fields);
    m_source->setAccessibleName(tr("Source of the practice dialogue"));
    m_source->setToolTip(tr("Best one that the study does not compare, so that practice shows none of them"));
    m_dialogue = new QLineEdit(m_fields);
    m_dialogue->setAccessibleName(tr("Practice dialogue"));
    m_dialogue->setToolTip(tr("The id that its source gave it"));
    m_dialogue->setPlaceholderText(tr("Id of a dialogue of this source"));
    m_known = new KnownAnswersEditor(m_fields);
    connect(m_source, &QComboBox::activated, this, &PracticeEditor::takeFields);
    connect(m_dialogue, &QLineEdit::textEdited, this, &PracticeEditor::takeFields);
    connect(m_known, &KnownAnswersEditor::changed, this, &PracticeEditor::takeFields);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(metrics::gap);
    form->setVerticalSpacing(metrics::gap);
    form->addRow(practiceLabel(tr("Source"), m_fields), m_source);
    form->addRow(practiceLabel(tr("Dialogue"), m_fields), m_dialogue);
    auto* column = new QVBoxLayout(m_fields);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addLayout(form);
    column->addWidget(m_known);
    return m_fields;
}

QWidget* PracticeEditor::makeOutcome()
{
    auto* line = new QWidget(this);
    m_qualification = new QSpinBox(line);
    m_qualification->setRange(0, 100);
    m_qualification->setSuffix(tr(" %"));
    m_qualification->setSpecialValueText(tr("none"));
    m_qualification->setAccessibleName(tr("Qualification"));
    m_qualification->setToolTip(
        tr("Who has less than this share of the practice answers right is to be left out of the analysis"));
    m_tell = new QCheckBox(tr("tell raters after practice"), line);
    m_tell->setAccessibleName(tr("Tell raters after practice whether they qualify"));
    connect(m_qualification, &QSpinBox::valueChanged, this,
            [this](int share) { m_tell->setEnabled(share > 0 && !m_items.isEmpty()); });
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins({});
    row->setSpacing(metrics::gap);
    row->addWidget(new QLabel(tr("Qualification"), line));
    row->addWidget(m_qualification);
    row->addWidget(m_tell);
    row->addStretch(1);
    return line;
}

void PracticeEditor::setSources(const QStringList& names)
{
    m_source->clear();
    m_source->addItems(names);
    showCurrent();
}

void PracticeEditor::setCriteria(const QList<Criterion>& criteria)
{
    const auto renamed = renamedKey(m_criteria, criteria);
    for (KnownItem& item : m_items) {
        if (renamed)
            rename(item.known, *renamed);
        keepOnly(item.known, criteria);
    }
    m_criteria = criteria;
    m_known->setCriteria(criteria);
    showCurrent();
}

void PracticeEditor::setRules(const StudyRules& rules)
{
    m_items = rules.training;
    m_qualification->setValue(qRound(100.0 * rules.exclusions.qualification));
    m_tell->setChecked(rules.tellQualification);
    showList(m_items.isEmpty() ? -1 : 0);
}

void PracticeEditor::addTo(StudyRules& rules) const
{
    rules.training = m_items;
    if (qRound(100.0 * rules.exclusions.qualification) != m_qualification->value()) // a finer one is kept
        rules.exclusions.qualification = m_qualification->value() / 100.0;
    rules.tellQualification = m_tell->isEnabled() && m_tell->isChecked();
}

void PracticeEditor::add()
{
    m_items << KnownItem{m_items.isEmpty() ? m_source->itemText(0) : m_items.constLast().source, {}, {}};
    showList(m_items.size() - 1);
    m_dialogue->setFocus();
}

void PracticeEditor::removeCurrent()
{
    const qsizetype place = current();
    if (place < 0)
        return;
    m_items.removeAt(place);
    showList(std::min(place, m_items.size() - 1));
}

void PracticeEditor::move(int by)
{
    const qsizetype place = current();
    if (place < 0 || place + by < 0 || place + by >= m_items.size())
        return;
    m_items.swapItemsAt(place, place + by);
    showList(place + by);
}

void PracticeEditor::showList(qsizetype current)
{
    m_filling = true;
    m_list->clear();
    for (const KnownItem& item : std::as_const(m_items))
        m_list->addItem(listText(item));
    m_list->setCurrentRow(static_cast<int>(current));
    m_filling = false;
    m_tell->setEnabled(m_qualification->value() > 0 && !m_items.isEmpty());
    showCurrent();
}

void PracticeEditor::showCurrent()
{
    const qsizetype place = current();
    m_fields->setVisible(place >= 0);
    m_remove->setEnabled(place >= 0);
    m_up->setEnabled(place > 0);
    m_down->setEnabled(place >= 0 && place + 1 < m_items.size());
    const KnownItem item = m_items.value(place);
    if (place >= 0 && m_source->findText(item.source) < 0)
        m_source->addItem(item.source);
    m_source->setCurrentIndex(place < 0 ? -1 : m_source->findText(item.source));
    m_dialogue->setText(item.dialogue);
    m_known->setKnown(item.known);
}

void PracticeEditor::takeFields()
{
    const qsizetype place = current();
    if (place < 0)
        return;
    m_items[place] = {m_source->currentText(), m_dialogue->text().trimmed(), m_known->known()};
    m_list->item(static_cast<int>(place))->setText(listText(m_items.at(place)));
}

qsizetype PracticeEditor::current() const
{
    const int row = m_list->currentRow();
    return row < m_items.size() ? row : -1;
}

} // namespace antiphon
