#include "ui/coding/memofilterbar.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/searchfield.h"

#include <QComboBox>
#include <QDateTime>
#include <QSignalBlocker>

namespace antiphon {

namespace {

constexpr int searchWidth = 200;
constexpr int choiceWidth = 128;

template<typename Item, typename Add>
void refill(QComboBox* box, const QList<Item>& items, Add add)
{
    const QSignalBlocker quiet(box);
    const QVariant chosen = box->currentData();
    while (box->count() > 1)
        box->removeItem(1);
    for (const Item& item : items)
        add(item);
    box->setCurrentIndex(std::max(0, box->findData(chosen)));
}

TimePoint daysAgo(int days)
{
    return QDate::currentDate().addDays(1 - days).startOfDay().toMSecsSinceEpoch();
}

} // namespace

MemoFilterBar::MemoFilterBar(QWidget* parent)
    : QWidget(parent), m_text(new SearchField(tr("Find in memos"), this))
{
    auto* row = new FlowLayout(this, metrics::gap);
    m_text->setFixedWidth(searchWidth);
    row->addWidget(m_text);
    m_kind = addChoice(tr("All kinds"), tr("Kind"));
    for (const MemoKind kind : allMemoKinds)
        m_kind->addItem(memoKindTitle(kind), memoKindWord(kind));
    m_target = addChoice(tr("On anything"), tr("What the memo is on"));
    for (const MemoTarget target : allMemoTargets) {
        if (target != MemoTarget::Memo)
            m_target->addItem(memoTargetTitle(target), memoTargetWord(target));
    }
    m_code = addChoice(tr("All codes"), tr("Memos on a code, its codings and its turns"));
    m_coder = addChoice(tr("All coders"), tr("Coder"));
    m_days = addChoice(tr("Any time"), tr("Changed"));
    m_days->addItem(tr("Today"), 1);
    m_days->addItem(tr("Last 7 days"), 7);
    m_days->addItem(tr("Last 30 days"), 30);
    connect(m_text, &SearchField::searchChanged, this, &MemoFilterBar::changed);
}

QComboBox* MemoFilterBar::addChoice(const QString& all, const QString& name)
{
    auto* box = new QComboBox(this);
    box->addItem(all);
    box->setAccessibleName(name);
    box->setToolTip(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumWidth(choiceWidth);
    layout()->addWidget(box);
    connect(box, &QComboBox::currentIndexChanged, this, &MemoFilterBar::changed);
    return box;
}

void MemoFilterBar::setCodes(const QList<Code>& codes)
{
    refill(m_code, codes, [this](const Code& code) { m_code->addItem(code.name, code.id.toText()); });
}

void MemoFilterBar::setCoders(const QList<Coder>& coders)
{
    refill(m_coder, coders, [this](const Coder& coder) { m_coder->addItem(coder.name, coder.id.toText()); });
    m_coder->setVisible(coders.size() > 1);
}

MemoQuery MemoFilterBar::query() const
{
    MemoQuery query;
    query.text = m_text->text().trimmed();
    if (m_kind->currentIndex() > 0)
        query.kind = memoKindFromWord(m_kind->currentData().toString());
    if (m_target->currentIndex() > 0)
        query.target = memoTargetFromWord(m_target->currentData().toString());
    if (m_code->currentIndex() > 0)
        query.code = CodeId::fromText(m_code->currentData().toString());
    if (m_coder->currentIndex() > 0)
        query.coder = CoderId::fromText(m_coder->currentData().toString());
    if (m_days->currentIndex() > 0)
        query.since = daysAgo(m_days->currentData().toInt());
    return query;
}

void MemoFilterBar::clear()
{
    if (!filters())
        return;
    {
        const QSignalBlocker quiet(this);
        m_text->setSearch({});
        for (QComboBox* box : {m_kind, m_target, m_code, m_coder, m_days})
            box->setCurrentIndex(0);
    }
    Q_EMIT changed();
}

void MemoFilterBar::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

} // namespace antiphon
