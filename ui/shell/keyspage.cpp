#include "ui/shell/keyspage.h"

#include "ui/shell/keysmodel.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"
#include "ui/widgets/searchfield.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QSortFilterProxyModel>

namespace antiphon {

namespace {

// Finds by what a command does, where, and by its key.
class KeysFilter : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setText(const QString& text)
    {
        m_words = text.split(u' ', Qt::SkipEmptyParts);
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override
    {
        QString line;
        for (int column = 0; column < KeysModel::StandardColumn; ++column)
            line += sourceModel()->index(row, column, parent).data().toString() + u' ';
        return std::all_of(m_words.begin(), m_words.end(),
                           [&line](const QString& word) { return line.contains(word, Qt::CaseInsensitive); });
    }

private:
    QStringList m_words;
};

} // namespace

KeyRecorder::KeyRecorder(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Press the new key"));
    setFixedSize(0, 0);
}

bool KeyRecorder::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) { // the key comes here and nowhere else
        event->accept();
        return true;
    }
    if (event->type() == QEvent::KeyPress) { // also Tab
        keyPressEvent(static_cast<QKeyEvent*>(event));
        return true;
    }
    return QWidget::event(event);
}

void KeyRecorder::keyPressEvent(QKeyEvent* event)
{
    const QKeySequence keys = pressedKeys(*event);
    event->accept();
    if (keys == QKeySequence(Qt::Key_Escape))
        Q_EMIT left();
    else if (!keys.isEmpty())
        Q_EMIT recorded(keys);
}

void KeyRecorder::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    Q_EMIT left();
}

KeysPage::KeysPage(KeyMap& keys, Bindings bindings, QWidget* parent)
    : QWidget(parent),
      m_keys(keys),
      m_bindings(std::move(bindings)),
      m_model(new KeysModel(this)),
      m_title(new SectionHeader(tr("Keys"), {}, this)),
      m_filter(new SearchField(tr("Filter by act or key"), this)),
      m_table(new CalmTable(this)),
      m_recorder(new KeyRecorder(this)),
      m_says(new TextLabel({}, TextSize::Body, Tone::Muted, this)),
      m_change(new QPushButton(tr("Change key"), this)),
      m_standard(new QPushButton(tr("Standard key"), this)),
      m_none(new QPushButton(tr("No key"), this)),
      m_allStandard(new QPushButton(tr("All standard keys"), this))
{
    auto* filter = new KeysFilter(this);
    m_sorted = filter;
    m_sorted->setSourceModel(m_model);
    m_table->setModel(m_sorted);
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    m_table->setEmptyText(tr("No act has that name or key."));
    m_table->setAccessibleName(tr("Keys"));
    QHeaderView* header = m_table->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(KeysModel::TitleColumn, QHeaderView::Stretch);
    header->resizeSection(KeysModel::GroupColumn, 130);
    header->resizeSection(KeysModel::KeyColumn, 150);
    header->resizeSection(KeysModel::StandardColumn, 150);
    m_change->setToolTip(tr("Give the selected act another key (Enter)"));
    m_standard->setToolTip(tr("Give the selected act the key that it comes with (Backspace)"));
    m_none->setToolTip(tr("Take the key of the selected act away (Delete)"));
    m_allStandard->setToolTip(tr("Give every act the key that it comes with"));
    m_says->setWordWrap(true);
    auto* close = new QPushButton(themeIcon(QStringLiteral("close")), {}, this);
    close->setFlat(true);
    close->setAccessibleName(tr("Close the keys"));
    close->setToolTip(tr("Close the keys (Esc)"));

    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(close);
    auto* bar = new QHBoxLayout;
    bar->setSpacing(metrics::gap);
    m_filter->setMaximumWidth(280);
    bar->addWidget(m_filter, 1);
    bar->addStretch();
    for (QPushButton* button : {m_change, m_standard, m_none, m_allStandard})
        bar->addWidget(button);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::padding);
    column->setSpacing(metrics::gap);
    column->addLayout(head);
    column->addLayout(bar);
    column->addWidget(m_says);
    column->addWidget(m_table, 1);
    setFocusProxy(m_table);

    connect(close, &QPushButton::clicked, this, &KeysPage::closeRequested);
    connect(m_filter, &SearchField::searchChanged, filter, &KeysFilter::setText);
    connect(m_table, &CalmTable::rowActivated, this, &KeysPage::record);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &KeysPage::updateButtons);
    connect(m_change, &QPushButton::clicked, this, &KeysPage::record);
    connect(m_standard, &QPushButton::clicked, this, &KeysPage::giveStandard);
    connect(m_none, &QPushButton::clicked, this, &KeysPage::takeAway);
    connect(m_allStandard, &QPushButton::clicked, &m_keys, &KeyMap::forgetAll);
    connect(m_recorder, &KeyRecorder::recorded, this, &KeysPage::take);
    connect(m_recorder, &KeyRecorder::left, this, &KeysPage::stopRecording);
    connect(&m_keys, &KeyMap::changed, this, &KeysPage::refresh);
}

void KeysPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
    if (!m_table->currentIndex().isValid())
        m_table->selectRow(0);
    say(tr("Select an act and press Enter to give it another key. Keys of codes are changed in the "
           "codebook."),
        false);
}

void KeysPage::refresh()
{
    m_model->setBindings(m_bindings());
    int chosen = 0;
    for (const KeyBinding& binding : m_model->bindings())
        chosen += m_keys.isChosen(binding.id) ? 1 : 0;
    m_title->setRemark(chosen == 0 ? tr("all as they come")
                                   : tr("%1 changed").arg(countedText(chosen, tr("key"), tr("keys"))));
    m_allStandard->setEnabled(chosen > 0);
    updateButtons();
}

bool KeysPage::isRecording() const
{
    return m_recorder->hasFocus();
}

const KeyBinding* KeysPage::current() const
{
    const QModelIndex row = m_sorted->mapToSource(m_table->currentIndex());
    return row.isValid() ? &m_model->bindings()[row.row()] : nullptr;
}

void KeysPage::updateButtons()
{
    const KeyBinding* binding = current();
    const bool own = binding && !binding->id.isEmpty();
    m_change->setEnabled(own);
    m_none->setEnabled(own && !binding->keys.isEmpty());
    m_standard->setEnabled(own && m_keys.isChosen(binding->id));
}

void KeysPage::record()
{
    const KeyBinding* binding = current();
    if (!binding)
        return;
    if (binding->id.isEmpty()) {
        say(tr("“%1” is a code: its key is changed in the codebook (F2).").arg(binding->title), true);
        return;
    }
    say(tr("Press the new key for “%1”. Esc leaves it as it is.").arg(binding->title), false);
    m_recorder->setFocus();
}

void KeysPage::take(const QKeySequence& keys)
{
    const KeyBinding* binding = current();
    if (!binding)
        return;
    if (const QString refusal = refusalOf(m_model->bindings(), *binding, keys); !refusal.isEmpty()) {
        say(refusal, true);
        return; // another press is another try
    }
    const QString title = binding->title;
    if (keys == binding->standard)
        m_keys.forget(QString(binding->id));
    else
        m_keys.choose(QString(binding->id), keys);
    m_table->setFocus();
    say(tr("%1 is now the key for “%2”.").arg(keyText(keys), title), false);
}

void KeysPage::stopRecording()
{
    if (m_recorder->hasFocus())
        m_table->setFocus();
    say({}, false);
}

void KeysPage::giveStandard()
{
    const KeyBinding* binding = current();
    if (!binding || !m_keys.isChosen(binding->id))
        return;
    if (const QString refusal = refusalOf(m_model->bindings(), *binding, binding->standard);
        !refusal.isEmpty()) {
        say(refusal, true);
        return;
    }
    m_keys.forget(QString(binding->id));
}

void KeysPage::takeAway()
{
    if (const KeyBinding* binding = current(); binding && !binding->id.isEmpty())
        m_keys.choose(QString(binding->id), {});
}

void KeysPage::say(const QString& sentence, bool isRefusal)
{
    m_says->setTone(isRefusal ? Tone::Danger : Tone::Muted);
    m_says->setText(sentence);
}

void KeysPage::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        Q_EMIT closeRequested();
        return;
    case Qt::Key_Delete:
        takeAway();
        return;
    case Qt::Key_Backspace:
        giveStandard();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace antiphon
