#include "ui/cascade/import/joinpage.h"

#include "core/storage/project.h"
#include "ui/cascade/import/jobline.h"
#include "ui/cascade/import/joincounts.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int formWidth = 380;

} // namespace

JoinPage::JoinPage(const WorkspaceContext& context, CatalogueLoader& loader, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_loader(loader),
      m_busy(new BusyBar(this)),
      m_counts(new JoinCountsView(this))
{
    auto* parts = new QHBoxLayout;
    parts->setSpacing(metrics::padding);
    parts->addWidget(makeForm(), 0, Qt::AlignTop);
    parts->addWidget(m_counts, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::padding, 12, metrics::padding, 12);
    column->setSpacing(metrics::gap);
    column->addWidget(new SectionHeader(tr("Join with another catalogue"), {}, this));
    column->addWidget(m_busy);
    column->addLayout(parts, 1);
    column->addLayout(makeButtons());
    setFocusProxy(m_with);
    for (QComboBox* choice : {m_into, m_with, m_by})
        connect(choice, &QComboBox::activated, this, [this] {
            nameIt();
            count();
        });
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_isNamed = true; });
    connect(m_name, &QLineEdit::returnPressed, this, &JoinPage::startJoin);
    connect(&loader, &CatalogueLoader::cataloguesChanged, this, [this] {
        if (m_isOpen && !m_job->isRunning())
            fill();
    });
}

QWidget* JoinPage::makeForm()
{
    m_form = new QWidget(this);
    m_form->setFixedWidth(formWidth);
    m_into = new QComboBox(m_form);
    m_with = new QComboBox(m_form);
    m_by = new QComboBox(m_form);
    m_by->addItems({tr("their ids"), tr("title and artist")});
    m_name = new QLineEdit(m_form);
    m_keep = new QCheckBox(tr("Keep tracks without a partner"), m_form);
    m_keep->setChecked(true);
    m_keep->setToolTip(tr("Otherwise the new catalogue has only the tracks that were joined"));
    auto* form = new QFormLayout(m_form);
    form->setContentsMargins({});
    form->setSpacing(metrics::gap);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto add = [&](const QString& name, QWidget* field, const QString& hint) {
        auto* label = new TextLabel(name, TextSize::Body, Tone::Muted, m_form);
        label->setToolTip(hint);
        field->setToolTip(hint);
        field->setAccessibleName(name);
        form->addRow(label, field);
    };
    add(tr("Tracks of"), m_into, tr("The catalogue whose tracks, ids and texts the new one has"));
    add(tr("Values of"), m_with, tr("The catalogue whose values come to them"));
    add(tr("Known again by"), m_by,
        tr("Titles and artists are compared without case, accents, punctuation, guests and remarks on the "
           "edition"));
    add(tr("Name"), m_name, tr("What the new catalogue will be called; both others stay"));
    form->addRow(QString(), m_keep);
    return m_form;
}

QLayout* JoinPage::makeButtons()
{
    m_job = new JobLine(m_context.jobs, this);
    m_close = new QPushButton(tr("Close"), this);
    m_close->setToolTip(tr("Leave this page (Escape)"));
    m_join = new QPushButton(tr("Join"), this);
    m_join->setObjectName(QStringLiteral("join"));
    m_join->setToolTip(tr("Make the new catalogue in the background (Ctrl+Return); it can be stopped"));
    makePrimary(m_join);
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    row->addWidget(m_job, 1);
    row->addStretch();
    row->addWidget(m_close);
    row->addWidget(m_join);
    connect(m_close, &QPushButton::clicked, this, &JoinPage::leave);
    connect(m_join, &QPushButton::clicked, this, &JoinPage::startJoin);
    return row;
}

void JoinPage::open()
{
    m_isOpen = true;
    if (m_job->isRunning())
        return;
    m_isNamed = false;
    m_into->clear();
    m_with->clear();
    fill();
    m_with->setFocus();
}

// What was chosen stays where it still is there; at first the catalogue in hand and the newest other one.
void JoinPage::fill()
{
    QStringList names;
    for (const Catalogue& catalogue : m_loader.catalogues())
        names << catalogue.name;
    const Catalogue* current = m_loader.current();
    QString into = m_into->currentText();
    QString with = m_with->currentText();
    if (!names.contains(into))
        into = current ? current->name : QString();
    if (!names.contains(with) || with == into) {
        QStringList others = names;
        others.removeAll(into);
        with = others.value(others.size() - 1);
    }
    for (const auto& [choice, name] : {std::pair(m_into, into), std::pair(m_with, with)}) {
        choice->clear();
        choice->addItems(names);
        choice->setCurrentIndex(static_cast<int>(names.indexOf(name)));
    }
    nameIt();
    count();
}

void JoinPage::nameIt()
{
    if (!m_isNamed && m_with->count() > 1)
        m_name->setText(tr("%1 and %2").arg(m_into->currentText(), m_with->currentText()));
}

JoinRequest JoinPage::request() const
{
    return {m_into->currentText(), m_with->currentText(),
            m_by->currentIndex() == 0 ? JoinBy::Id : JoinBy::TitleArtist, m_name->text().trimmed(),
            m_keep->isChecked()};
}

void JoinPage::count()
{
    m_counting.cancel(); // it is about another pair
    m_counting = CancelToken();
    const JoinRequest wanted = request();
    m_join->setEnabled(false);
    if (wanted.into.isEmpty() || wanted.with.isEmpty())
        return showCounts(fail(ErrorCode::NotPossible, tr("joining"), tr("it needs a second catalogue")),
                          wanted);
    if (!m_busy->isBusy())
        m_busy->begin();
    m_context.session.readAside<JoinCounts>(
        this,
        [wanted, token = m_counting](const Connection& connection) {
            return countJoin(connection, wanted, token);
        },
        [this, wanted, token = m_counting](Result<JoinCounts> counts) {
            if (!token.isCancelled())
                showCounts(counts, wanted);
        },
        QStringLiteral("cascade.joincounts"));
}

void JoinPage::showCounts(const Result<JoinCounts>& counts, const JoinRequest& request)
{
    if (m_busy->isBusy())
        m_busy->end();
    if (counts)
        m_counts->show(*counts, request);
    else
        m_counts->showFault(errorSentence(counts.error()));
    m_join->setEnabled(counts.has_value());
    Q_EMIT counted();
}

void JoinPage::setRunning(bool running)
{
    m_form->setEnabled(!running);
    m_close->setVisible(!running);
    m_join->setVisible(!running);
    if (!running)
        m_job->end();
}

void JoinPage::startJoin()
{
    if (m_job->isRunning() || !m_join->isEnabled())
        return;
    const JoinRequest wanted = request();
    setRunning(true);
    const JobNumber started = m_context.jobs.start<CatalogueJoin>(
        tr("Joining %1 with %2").arg(wanted.into, wanted.with), this,
        [path = m_context.session.path(), actor = m_context.session.actor(),
         wanted](const JobContext& job) -> Result<CatalogueJoin> {
            ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(path));
            return joinCatalogues(connection, actor, wanted, job.cancel, job.progress);
        },
        [this](Result<CatalogueJoin> join) { finish(join); },
        [](const CatalogueJoin& join) {
            return tr("%1 tracks, %2 of them joined")
                .arg(countText(join.catalogue.tracks), countText(join.matched));
        });
    m_job->watch(started);
}

void JoinPage::finish(const Result<CatalogueJoin>& join)
{
    setRunning(false);
    if (!join) {
        m_with->setFocus();
        if (join.error().code == ErrorCode::Cancelled)
            return m_context.notify({NoticeKind::Info, tr("The join was stopped; nothing was made.")});
        return m_context.notify(noticeOf(join.error()));
    }
    m_context.notify(
        {NoticeKind::Done, tr("%1: %2 of %3 joined; Ctrl+Z takes the catalogue back")
                               .arg(join->catalogue.name, countText(join->matched),
                                    countedText(join->catalogue.tracks, tr("track"), tr("tracks")))});
    leave();
    m_context.session.noteChange();
    Q_EMIT joined(join->catalogue.id);
}

void JoinPage::leave()
{
    if (m_job->isRunning())
        return m_job->stop();
    m_isOpen = false;
    m_counting.cancel();
    Q_EMIT closed();
}

void JoinPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        return leave();
    if (event->key() == Qt::Key_Return && event->modifiers() == Qt::ControlModifier)
        return startJoin();
    QWidget::keyPressEvent(event);
}

} // namespace antiphon
