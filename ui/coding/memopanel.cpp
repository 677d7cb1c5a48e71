#include "ui/coding/memopanel.h"

#include "ui/coding/codingdesk.h"
#include "ui/coding/memoeditor.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"

#include <QComboBox>
#include <QVBoxLayout>

namespace antiphon {

namespace {
constexpr int fieldHeight = 96;

QPushButton* flatButton(const QString& title, QWidget* parent)
{
    auto* button = new QPushButton(title, parent);
    button->setFlat(true);
    return button;
}

// "Theoretical · add_filter · 2 pieces of evidence · 5 min ago"
QString captionOf(const ListedMemo& listed)
{
    QStringList facts;
    if (listed.memo.kind != MemoKind::None)
        facts << memoKindTitle(listed.memo.kind);
    if (listed.place.anchor.kind == MemoTarget::Coding)
        facts << listed.place.name;
    else if (listed.place.anchor.kind == MemoTarget::Span)
        facts << QStringLiteral("“%1”").arg(listed.place.excerpt);
    if (listed.links > 0)
        facts << countedText(listed.links, MemoPanel::tr("piece of evidence"),
                             MemoPanel::tr("pieces of evidence"));
    facts << timeText(listed.memo.changedAt, now());
    return facts.join(QStringLiteral(" · "));
}

} // namespace

MemoPanel::MemoPanel(CodingDesk& desk, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_memoDesk(desk.memos()),
      m_title(new SectionHeader(tr("Memos"), {}, this)),
      m_cards(new QVBoxLayout),
      m_new(new QPushButton(tr("New memo"), this)),
      m_link(flatButton({}, this)),
      m_form(new QWidget(this)),
      m_on(new QComboBox(m_form)),
      m_editor(new MemoEditor(m_form))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    m_cards->setSpacing(metrics::gap);
    column->addWidget(m_title);
    column->addLayout(m_cards);
    column->addWidget(m_form);
    auto* row = new QHBoxLayout;
    row->addWidget(m_new);
    row->addWidget(m_link);
    row->addStretch();
    column->addLayout(row);
    m_new->setToolTip(tr("Write a memo on the current turn (M)"));
    auto* form = new QVBoxLayout(m_form);
    form->setContentsMargins({});
    form->setSpacing(metrics::gap);
    form->addWidget(m_on);
    form->addWidget(m_editor);
    m_on->setAccessibleName(tr("What the memo is on"));
    m_on->setToolTip(tr("What the memo is on"));
    m_editor->setTextHeight(fieldHeight);
    m_form->hide();
    connect(m_new, &QPushButton::clicked, this, [this] { startWriting(); });
    connect(m_link, &QPushButton::clicked, this, &MemoPanel::linkTurn);
    connect(m_editor, &MemoEditor::committed, this, &MemoPanel::keep);
    connect(m_editor, &MemoEditor::dropped, this, [this] {
        close();
        Q_EMIT finished();
    });
    connect(&m_memoDesk, &MemoDesk::inHandChanged, this, &MemoPanel::showInHand);
    showInHand();
}

void MemoPanel::showTurn(int turn)
{
    m_turn = turn;
    if (turn < 0 || turn >= m_desk.dialogue().turns.size()) {
        show({});
        return;
    }
    MemoPlace place;
    place.anchor = {MemoTarget::Turn, m_desk.dialogue().turns[turn].id.bytes(), {}};
    place.dialogue = m_desk.dialogue().id;
    place.dialogueName = m_desk.dialogue().externalId;
    place.position = turn;
    m_memoDesk.setTurn(place);
    m_memoDesk.readTurn(place, this, [this](const TurnMemos& memos) { show(memos); });
    showInHand();
}

void MemoPanel::show(const TurnMemos& memos)
{
    m_shown.codings = memos.codings;
    if (memos.memos == m_shown.memos && memos.citing == m_shown.citing)
        return;
    m_shown = memos;
    while (QLayoutItem* item = m_cards->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const ListedMemo& listed : memos.memos)
        m_cards->addWidget(cardOf(listed));
    for (const ListedMemo& listed : memos.citing)
        m_cards->addWidget(citingButton(listed));
    m_title->setRemark(memos.memos.isEmpty() ? QString() : countText(memos.memos.size()));
}

QWidget* MemoPanel::cardOf(const ListedMemo& listed)
{
    auto* card = new Card(this);
    card->column()->setContentsMargins(12, 10, 12, 6);
    card->column()->setSpacing(2);
    if (!listed.memo.title.isEmpty()) {
        auto* title = new TextLabel(listed.memo.title, TextSize::Heading, Tone::Normal, card);
        title->setWordWrap(true);
        card->column()->addWidget(title);
    }
    auto* text = new TextLabel(listed.memo.text, TextSize::Body, Tone::Normal, card);
    text->setWordWrap(true);
    card->column()->addWidget(text);
    auto* caption = new TextLabel(captionOf(listed), TextSize::Caption, Tone::Muted, card);
    caption->setWordWrap(true);
    card->column()->addWidget(caption);
    auto* row = new QHBoxLayout;
    const QString heading = memoHeading(listed.memo.title, listed.memo.text);
    const auto add = [&](const QString& title, const QString& name, auto run) {
        auto* button = flatButton(title, card);
        button->setAccessibleName(name.arg(heading));
        row->addWidget(button);
        connect(button, &QPushButton::clicked, this, run);
    };
    row->addStretch();
    add(tr("Edit"), tr("Edit memo: %1"), [this, memo = listed.memo] { write(memo); });
    add(tr("Evidence"), tr("Show the evidence of the memo: %1"), [this, id = listed.memo.id] {
        m_memoDesk.context().navigate(QStringLiteral("code"), QStringLiteral("memos/%1").arg(id.toText()));
    });
    add(tr("Delete"), tr("Delete memo: %1"), [this, memo = listed.memo] { m_memoDesk.remove(memo); });
    card->column()->addLayout(row);
    return card;
}

QWidget* MemoPanel::citingButton(const ListedMemo& listed)
{
    const QString heading = memoHeading(listed.memo.title, listed.memo.text);
    auto* button = flatButton({}, this);
    button->setText(button->fontMetrics().elidedText(tr("Evidence for “%1”").arg(heading), Qt::ElideRight,
                                                     std::max(180, width() - 2 * metrics::padding)));
    button->setToolTip(tr("This turn is evidence for the memo “%1”: show it").arg(heading));
    button->setAccessibleName(tr("This turn is evidence for the memo %1").arg(heading));
    connect(button, &QPushButton::clicked, this, [this, id = listed.memo.id] {
        m_memoDesk.context().navigate(QStringLiteral("code"), QStringLiteral("memos/%1").arg(id.toText()));
    });
    return button;
}

MemoAnchor MemoPanel::turnAnchor() const
{
    const IdBytes turn = m_desk.dialogue().turns.value(m_turn).id.bytes();
    if (m_words && m_words->end > m_words->begin)
        return {MemoTarget::Span, turn, m_words};
    return {MemoTarget::Turn, turn, {}};
}

QList<MemoPanel::Choice> MemoPanel::choices() const
{
    QList<Choice> all;
    if (m_turn >= 0) {
        const MemoAnchor here = turnAnchor();
        if (here.span)
            all << Choice{tr("On the selected words"), here};
        all << Choice{tr("On turn %1").arg(m_turn + 1), {MemoTarget::Turn, here.id, {}}};
        for (const MemoPlace& coding : m_shown.codings)
            all << Choice{tr("On %1 here").arg(coding.name), coding.anchor};
        all << Choice{tr("On the dialogue"), {MemoTarget::Dialogue, m_desk.dialogue().id.bytes(), {}}};
    }
    if (m_code)
        all << Choice{m_code->codable ? tr("On the code %1").arg(m_code->name)
                                      : tr("On the category %1").arg(m_code->name),
                      {MemoTarget::Code, m_code->id.bytes(), {}}};
    return all << Choice{tr("Journal entry"), {MemoTarget::Journal, {}, {}}}
               << Choice{tr("On the project"), {MemoTarget::Project, {}, {}}};
}

void MemoPanel::startWriting(MemoTarget on)
{
    const QList<Choice> all = choices();
    const auto wanted =
        std::find_if(all.begin(), all.end(), [on](const Choice& choice) { return choice.anchor.kind == on; });
    const bool words = on == MemoTarget::Turn && !all.isEmpty();
    if (wanted == all.end() && !words)
        return;
    write(memoOn(words ? all.first().anchor : wanted->anchor, {}));
}

bool MemoPanel::isWriting() const
{
    return !m_form->isHidden();
}

void MemoPanel::write(const Memo& memo)
{
    m_editor->commitIfChanged(); // what was being written is not lost
    m_edited = memo;
    m_on->clear();
    m_choices = choices();
    for (const Choice& choice : std::as_const(m_choices)) {
        m_on->addItem(choice.title);
        if (choice.anchor == memo.anchor())
            m_on->setCurrentIndex(m_on->count() - 1);
    }
    m_on->setVisible(memo.id.isNull());
    m_editor->open(contentOf(memo));
    m_form->show();
    m_new->hide();
    m_link->hide();
    m_editor->focusText();
}

void MemoPanel::keep(const MemoContent& content)
{
    Memo memo = m_edited;
    if (const int at = m_on->currentIndex(); memo.id.isNull() && at >= 0)
        memo = memoOn(m_choices[at].anchor, {});
    memo.text = content.text;
    memo.title = content.title;
    memo.kind = content.kind;
    const bool byKey = m_editor->hasFocusInside();
    m_memoDesk.save(memo);
    close();
    if (byKey)
        Q_EMIT finished();
}

void MemoPanel::close()
{
    m_editor->open({});
    m_form->hide();
    m_new->show();
    showInHand();
}

void MemoPanel::showInHand()
{
    const Memo& memo = m_memoDesk.inHand();
    const QString heading = memoHeading(memo.title, memo.text);
    m_link->setVisible(!memo.id.isNull() && m_turn >= 0 && !isWriting());
    m_link->setText(tr("Link turn"));
    m_link->setToolTip(tr("This turn is evidence for the memo “%1” (Ctrl+L)").arg(heading));
    m_link->setAccessibleName(tr("Link this turn as evidence to the memo %1").arg(heading));
}

bool MemoPanel::linkTurn()
{
    if (m_turn < 0 || m_memoDesk.inHand().id.isNull())
        return false;
    m_memoDesk.link(m_memoDesk.inHand(), turnAnchor());
    return true;
}

} // namespace antiphon
