#include "ui/coding/memopane.h"

#include "ui/coding/codingdesk.h"
#include "ui/coding/memoeditor.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"

#include <QCompleter>
#include <QLineEdit>
#include <QScrollArea>
#include <QStringListModel>
#include <QVBoxLayout>

namespace antiphon {

namespace {

void empty(QVBoxLayout* column)
{
    while (QLayoutItem* item = column->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
}

Result<MemoFacts> factsOf(const Connection& connection, MemoId memo)
{
    MemoFacts facts;
    ANTIPHON_TRY_ASSIGN(facts.listed, listedMemo(connection, memo));
    ANTIPHON_TRY_ASSIGN(facts.links, linksOf(connection, memo));
    ANTIPHON_TRY_ASSIGN(facts.citing,
                        memosCiting(connection, {MemoTarget::Memo, memo.bytes(), {}}, std::nullopt));
    return facts;
}

} // namespace

MemoPane::MemoPane(CodingDesk& desk, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_memos(desk.memos()),
      m_place(new QPushButton(this)),
      m_times(new TextLabel({}, TextSize::Caption, Tone::Muted, this)),
      m_editor(new MemoEditor(this)),
      m_below(new QWidget),
      m_evidenceTitle(new SectionHeader(tr("Evidence"), {}, m_below)),
      m_evidence(new QVBoxLayout),
      m_linkTurn(new QPushButton(m_below)),
      m_linkName(new QLineEdit(m_below)),
      m_citingTitle(new SectionHeader(tr("Cited by"), {}, m_below)),
      m_citing(new QVBoxLayout),
      m_delete(new QPushButton(tr("Delete"), this))
{
    m_place->setFlat(true);
    m_delete->setToolTip(tr("Delete this memo; undo brings it back"));
    m_editor->buttons()->addWidget(m_delete);
    m_linkName->setPlaceholderText(tr("Link a code or memo by name"));
    m_linkName->setAccessibleName(m_linkName->placeholderText());
    m_linkName->setTextMargins(metrics::unit, 0, metrics::unit, 0);
    auto* head = new QHBoxLayout;
    head->addWidget(m_place);
    head->addStretch();
    head->addWidget(m_times);
    auto* below = new QVBoxLayout(m_below);
    below->setContentsMargins(0, metrics::gap, 0, 0);
    below->setSpacing(metrics::gap);
    m_evidence->setSpacing(0);
    m_citing->setSpacing(0);
    below->addWidget(m_evidenceTitle);
    below->addLayout(m_evidence);
    auto* linking = new QHBoxLayout;
    linking->addWidget(m_linkName, 1);
    linking->addWidget(m_linkTurn);
    below->addLayout(linking);
    below->addWidget(m_citingTitle);
    below->addLayout(m_citing);
    below->addStretch();
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_below);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addLayout(head);
    column->addWidget(m_editor, 3);
    column->addWidget(scroll, 2);
    connect(m_place, &QPushButton::clicked, this, [this] { m_memos.goTo(m_facts.listed.place); });
    connect(m_editor, &MemoEditor::committed, this, &MemoPane::keep);
    connect(m_editor, &MemoEditor::dropped, this, [this] {
        m_editor->open(contentOf(m_facts.listed.memo));
        if (memo().isNull())
            Q_EMIT closed();
    });
    connect(m_delete, &QPushButton::clicked, this, [this] {
        m_memos.remove(m_facts.listed.memo);
        Q_EMIT closed();
    });
    connect(m_linkTurn, &QPushButton::clicked, this, [this] {
        if (m_memos.turn())
            m_memos.link(m_facts.listed.memo, m_memos.turn()->anchor);
    });
    connect(m_linkName, &QLineEdit::returnPressed, this, [this] { linkNamed(m_linkName->text()); });
}

void MemoPane::begin(const Memo& memo)
{
    leave();
    MemoFacts facts;
    facts.listed.memo = memo;
    facts.listed.place.anchor = memo.anchor();
    if (const Code* code = m_desk.codeById(CodeId(memo.target))) {
        facts.listed.place.code = code->id;
        facts.listed.place.name = code->name;
    }
    show(facts);
    m_editor->open(contentOf(memo));
    m_editor->focusTitle();
}

void MemoPane::open(MemoId memo)
{
    if (memo == this->memo() && !memo.isNull())
        return;
    leave();
    m_facts = {};
    m_facts.listed.memo.id = memo;
    refresh();
}

void MemoPane::refresh()
{
    if (memo().isNull())
        return;
    m_memos.context().session.read<MemoFacts>(
        this, [id = memo()](const Connection& connection) { return factsOf(connection, id); },
        [this, id = memo()](const Result<MemoFacts>& facts) {
            if (id != memo())
                return;
            if (facts)
                show(*facts);
            else if (facts.error().code == ErrorCode::NotFound)
                Q_EMIT closed();
        },
        QStringLiteral("coding.memo"));
}

void MemoPane::leave()
{
    m_editor->commitIfChanged();
}

void MemoPane::setOthers(const QList<ListedMemo>& memos)
{
    m_others = memos;
}

void MemoPane::show(const MemoFacts& facts)
{
    const bool other = facts.listed.memo.id != m_facts.listed.memo.id;
    const bool written = m_editor->isChanged() && !other;
    m_facts = facts;
    const Memo& memo = facts.listed.memo;
    const bool isNew = memo.id.isNull();
    m_place->setText(memoPlaceText(facts.listed.place));
    const bool leads = !facts.listed.place.dialogue.isNull() || !facts.listed.place.code.isNull();
    m_place->setEnabled(leads && facts.listed.place.there);
    m_place->setToolTip(leads ? tr("Go there") : QString());
    m_times->setText(isNew ? tr("not saved yet")
                           : tr("%1 · %2").arg(facts.listed.coder, timeText(memo.changedAt, now())));
    if (!written && !isNew)
        m_editor->open(contentOf(memo));
    m_below->setVisible(!isNew);
    m_delete->setVisible(!isNew);
    if (!isNew)
        m_memos.takeInHand(memo);
    showEvidence();
}

void MemoPane::showEvidence()
{
    empty(m_evidence);
    empty(m_citing);
    for (const MemoLink& link : std::as_const(m_facts.links))
        m_evidence->addWidget(placeRow(link.place, link));
    for (const ListedMemo& listed : std::as_const(m_facts.citing)) {
        MemoPlace place;
        place.anchor = {MemoTarget::Memo, listed.memo.id.bytes(), {}};
        place.name = QStringLiteral("“%1”").arg(memoHeading(listed.memo.title, listed.memo.text));
        m_citing->addWidget(placeRow(place, std::nullopt));
    }
    m_evidenceTitle->setRemark(m_facts.links.isEmpty() ? tr("none linked yet")
                                                       : countText(m_facts.links.size()));
    m_citingTitle->setVisible(!m_facts.citing.isEmpty());
    m_linkTurn->setVisible(m_memos.turn().has_value());
    if (m_memos.turn()) {
        m_linkTurn->setText(tr("Link turn %1").arg(m_memos.turn()->position.value_or(0) + 1));
        m_linkTurn->setToolTip(
            tr("%1, the turn in hand, is evidence for this memo").arg(memoPlaceText(*m_memos.turn())));
    }
    const QHash<QString, MemoAnchor> names = linkable();
    auto* completer = new QCompleter(names.keys(), m_linkName);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->model()->sort(0);
    delete m_linkName->completer();
    m_linkName->setCompleter(completer);
    connect(completer, qOverload<const QString&>(&QCompleter::activated), this, &MemoPane::linkNamed,
            Qt::QueuedConnection);
}

QWidget* MemoPane::placeRow(const MemoPlace& place, const std::optional<MemoLink>& link)
{
    auto* row = new QWidget(m_below);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(metrics::gap);
    const QString where = memoPlaceText(place);
    auto* go = new QPushButton(where, row);
    go->setFlat(true);
    go->setEnabled(place.there);
    go->setToolTip(tr("Go there"));
    connect(go, &QPushButton::clicked, this, [this, place] { m_memos.goTo(place); });
    layout->addWidget(go);
    auto* words = new ElidedLabel(place.anchor.kind == MemoTarget::Turn ? place.excerpt : QString(),
                                  TextSize::Caption, Tone::Muted, row);
    layout->addWidget(words, 1);
    if (link) {
        auto* remove = new QPushButton(tr("Remove"), row);
        remove->setFlat(true);
        remove->setAccessibleName(tr("Take %1 off the evidence").arg(where));
        connect(remove, &QPushButton::clicked, this, [this, link] { m_memos.unlink(*link); });
        layout->addWidget(remove);
    }
    return row;
}

QHash<QString, MemoAnchor> MemoPane::linkable() const
{
    QHash<QString, MemoAnchor> names;
    for (const Code& code : m_desk.codes())
        names.insert(code.name, {MemoTarget::Code, code.id.bytes(), {}});
    for (const ListedMemo& listed : m_others) {
        if (listed.memo.id != memo())
            names.insert(tr("Memo “%1”").arg(memoHeading(listed.memo.title, listed.memo.text)),
                         {MemoTarget::Memo, listed.memo.id.bytes(), {}});
    }
    return names;
}

void MemoPane::linkNamed(const QString& name)
{
    const QHash<QString, MemoAnchor> names = linkable();
    const auto found = names.constFind(name.trimmed());
    if (found == names.constEnd() || memo().isNull())
        return;
    m_memos.link(m_facts.listed.memo, *found);
    m_linkName->clear();
}

void MemoPane::keep(const MemoContent& content)
{
    Memo memo = m_facts.listed.memo;
    memo.text = content.text;
    memo.title = content.title;
    memo.kind = content.kind;
    memo.id = m_memos.save(memo);
    m_facts.listed.memo = memo;
    Q_EMIT saved(memo.id);
}

} // namespace antiphon
