#include "ui/rating/criteriaeditor.h"

#include "ui/rating/anchorseditor.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSet>
#include <QToolButton>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int listWidth = 190;
constexpr int definitionLines = 3;

QToolButton* listButton(QWidget* parent, const QString& text, const QString& name, const QString& toolTip)
{
    auto* button = new QToolButton(parent);
    button->setText(text);
    button->setAccessibleName(name);
    button->setToolTip(toolTip);
    return button;
}

// "Reply length" becomes "reply_length".
QString keyOfName(const QString& name)
{
    static const QRegularExpression others(QStringLiteral("[^a-z0-9]+"));
    QString key = name.toLower().replace(others, QStringLiteral("_"));
    while (key.startsWith(u'_'))
        key.remove(0, 1);
    while (key.endsWith(u'_'))
        key.chop(1);
    return key;
}

QString listText(const Criterion& criterion)
{
    return criterion.name.isEmpty() ? CriteriaEditor::tr("(no name)") : criterion.name;
}

bool hasScale(QuestionKind kind)
{
    return kind == QuestionKind::Dialogue || kind == QuestionKind::Turn;
}

QString keysTextOf(QuestionKind kind)
{
    return kind == QuestionKind::Pair
               ? CriteriaEditor::tr("Two dialogues side by side: 1 left, 2 right, 3 no difference.")
               : CriteriaEditor::tr(
                     "Three to five dialogues: the first digit names the best, the second the worst.");
}

} // namespace

QString kindName(QuestionKind kind)
{
    switch (kind) {
    case QuestionKind::Turn:
        return CriteriaEditor::tr("each reply");
    case QuestionKind::Pair:
        return CriteriaEditor::tr("two dialogues: which one");
    case QuestionKind::BestWorst:
        return CriteriaEditor::tr("several: best and worst");
    case QuestionKind::Dialogue:
        break;
    }
    return CriteriaEditor::tr("the whole dialogue");
}

CriteriaEditor::CriteriaEditor(QWidget* parent) : QWidget(parent)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::padding);
    row->addWidget(makeList());
    row->addWidget(makeFields(), 1);
    m_problem = new TextLabel({}, TextSize::Body, Tone::Danger, this);
    m_problem->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addLayout(row);
    column->addWidget(m_problem);
    setFocusProxy(m_list);
    connectFields();
    fillAddMenu();
    setCriteria(presetCriteria());
}

QWidget* CriteriaEditor::makeList()
{
    auto* side = new QWidget(this);
    side->setFixedWidth(listWidth);
    m_list = new QListWidget(side);
    m_list->setAccessibleName(tr("Criteria in the order in which they are asked"));
    m_list->setToolTip(tr("In the order in which they are asked"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_add = listButton(side, tr("Add"), tr("Add a criterion"), tr("From a preset, or an empty one"));
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_remove = listButton(side, tr("Remove"), tr("Remove the criterion"), tr("The one that is chosen"));
    m_up = listButton(side, QStringLiteral("↑"), tr("Ask earlier"), tr("Ask it earlier"));
    m_down = listButton(side, QStringLiteral("↓"), tr("Ask later"), tr("Ask it later"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::unit);
    for (QToolButton* button : {m_add, m_remove, m_up, m_down})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(m_list, 1);
    column->addLayout(buttons);
    return side;
}

QWidget* CriteriaEditor::makeFields()
{
    m_fields = new QWidget(this);
    const auto line = [this](const QString& name, const QString& toolTip) {
        auto* edit = new QLineEdit(m_fields);
        edit->setAccessibleName(name);
        edit->setToolTip(toolTip);
        return edit;
    };
    m_name = line(tr("Name of the criterion"), tr("What raters read in bold"));
    m_key = line(tr("Key of the criterion"), tr("What it is called in files; each has its own"));
    m_question = line(tr("Question"), tr("One line beside the name"));
    m_definition = new QPlainTextEdit(m_fields);
    m_definition->setAccessibleName(tr("Definition"));
    m_definition->setToolTip(tr("What to look at; raters read it before they begin"));
    m_definition->setTabChangesFocus(true);
    m_definition->setFixedHeight(QFontMetrics(font()).lineSpacing() * definitionLines + 2 * metrics::gap);
    m_kind = new QComboBox(m_fields);
    m_kind->setAccessibleName(tr("What it is asked about"));
    for (const auto kind :
         {QuestionKind::Dialogue, QuestionKind::Turn, QuestionKind::Pair, QuestionKind::BestWorst})
        m_kind->addItem(kindName(kind), static_cast<int>(kind));
    m_anchors = new AnchorsEditor(m_fields);
    m_keysText = new TextLabel({}, TextSize::Caption, Tone::Muted, m_fields);
    m_keysText->setWordWrap(true);
    auto* form = new QFormLayout(m_fields);
    form->setContentsMargins({});
    form->setHorizontalSpacing(metrics::padding);
    form->setVerticalSpacing(metrics::gap);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Key"), m_key);
    form->addRow(tr("Question"), m_question);
    form->addRow(tr("Definition"), m_definition);
    form->addRow(tr("Asked about"), m_kind);
    form->addRow(tr("Scale"), m_anchors);
    form->addRow(QString(), m_keysText);
    return m_fields;
}

void CriteriaEditor::connectFields()
{
    connect(m_list, &QListWidget::currentRowChanged, this, [this] {
        if (!m_filling)
            showCurrent();
    });
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString& name) {
        if (!m_ownKey)
            m_key->setText(keyOfName(name));
        takeFields();
    });
    connect(m_key, &QLineEdit::textEdited, this, [this] {
        m_ownKey = true;
        takeFields();
    });
    connect(m_question, &QLineEdit::textEdited, this, &CriteriaEditor::takeFields);
    connect(m_definition, &QPlainTextEdit::textChanged, this, &CriteriaEditor::takeFields);
    connect(m_kind, &QComboBox::activated, this, [this] {
        if (current() >= 0 && m_criteria.at(current()).anchors.isEmpty())
            m_anchors->setWords(presetCriteria().constFirst().anchors);
        takeFields();
        showCurrent();
    });
    connect(m_anchors, &AnchorsEditor::changed, this, &CriteriaEditor::takeFields);
    connect(m_remove, &QToolButton::clicked, this, &CriteriaEditor::removeCurrent);
    connect(m_up, &QToolButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { move(1); });
}

void CriteriaEditor::fillAddMenu()
{
    auto* menu = new QMenu(m_add);
    const QList<Criterion> presets = criterionPresets();
    for (const Criterion& preset : presets)
        menu->addAction(tr("%1 (%2)").arg(preset.name, kindName(preset.kind)), this,
                        [this, preset] { add(preset); });
    menu->addSeparator();
    menu->addAction(tr("An empty one"), this, [this] {
        add({QString(), QString(), {}, {}, QStringList(5, QString())});
        m_name->setFocus();
    });
    m_add->setMenu(menu);
}

void CriteriaEditor::setCriteria(const QList<Criterion>& criteria)
{
    m_criteria = criteria;
    showList(0);
    Q_EMIT changed();
}

void CriteriaEditor::setAnswerKeys(const QStringList& keys)
{
    m_anchors->setKeys(keys);
}

void CriteriaEditor::add(const Criterion& criterion)
{
    m_criteria << criterion;
    showList(m_criteria.size() - 1);
    Q_EMIT changed();
}

void CriteriaEditor::removeCurrent()
{
    const qsizetype place = current();
    if (place < 0)
        return;
    m_criteria.removeAt(place);
    showList(std::min(place, m_criteria.size() - 1));
    Q_EMIT changed();
}

void CriteriaEditor::move(int by)
{
    const qsizetype place = current();
    if (place < 0 || place + by < 0 || place + by >= m_criteria.size())
        return;
    m_criteria.swapItemsAt(place, place + by);
    showList(place + by);
    Q_EMIT changed();
}

void CriteriaEditor::showList(qsizetype current)
{
    m_filling = true;
    m_list->clear();
    for (const Criterion& criterion : std::as_const(m_criteria)) {
        auto* item = new QListWidgetItem(listText(criterion), m_list);
        item->setToolTip(kindName(criterion.kind));
    }
    m_list->setCurrentRow(static_cast<int>(current));
    m_filling = false;
    showCurrent();
}

void CriteriaEditor::showCurrent()
{
    const qsizetype place = current();
    m_fields->setEnabled(place >= 0);
    m_remove->setEnabled(place >= 0);
    m_up->setEnabled(place > 0);
    m_down->setEnabled(place >= 0 && place + 1 < m_criteria.size());
    m_filling = true;
    const Criterion criterion = m_criteria.value(place);
    m_name->setText(criterion.name);
    m_key->setText(criterion.key);
    m_ownKey = criterion.key != keyOfName(criterion.name);
    m_question->setText(criterion.question);
    m_definition->setPlainText(criterion.definition);
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(criterion.kind)));
    m_anchors->setWords(criterion.anchors);
    m_anchors->setVisible(hasScale(criterion.kind));
    m_keysText->setText(hasScale(criterion.kind) ? QString() : keysTextOf(criterion.kind));
    m_filling = false;
    m_problem->setText(problem());
    m_problem->setVisible(!problem().isEmpty());
}

void CriteriaEditor::takeFields()
{
    const qsizetype place = current();
    if (m_filling || place < 0)
        return;
    Criterion& criterion = m_criteria[place];
    criterion.name = m_name->text().trimmed();
    criterion.key = m_key->text().trimmed();
    criterion.question = m_question->text().trimmed();
    criterion.definition = m_definition->toPlainText().trimmed();
    criterion.kind = static_cast<QuestionKind>(m_kind->currentData().toInt());
    if (hasScale(criterion.kind))
        criterion.anchors = m_anchors->words();
    else
        criterion.anchors.clear();
    m_list->item(static_cast<int>(place))->setText(listText(criterion));
    m_problem->setText(problem());
    m_problem->setVisible(!problem().isEmpty());
    Q_EMIT changed();
}

qsizetype CriteriaEditor::current() const
{
    const int row = m_list->currentRow();
    return row < m_criteria.size() ? row : -1;
}

QString CriteriaEditor::problem() const
{
    if (m_criteria.isEmpty())
        return tr("A study needs a question.");
    QSet<QString> keys;
    qsizetype points = -1;
    for (const Criterion& criterion : m_criteria) {
        if (criterion.name.isEmpty() || criterion.key.isEmpty())
            return tr("Each criterion needs a name and a key.");
        if (keys.contains(criterion.key))
            return tr("Two criteria have the key \"%1\": their answers could not be told apart.")
                .arg(criterion.key);
        keys << criterion.key;
        if (!hasScale(criterion.kind))
            continue;
        if (points >= 0 && criterion.anchors.size() != points)
            return tr("\"%1\" has %2 points, others have %3: all scales of a study have as many.")
                .arg(criterion.name)
                .arg(criterion.anchors.size())
                .arg(points);
        points = criterion.anchors.size();
    }
    return {};
}

} // namespace antiphon
