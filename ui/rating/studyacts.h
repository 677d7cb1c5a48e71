// What the window does about a study's raters and packets where it must ask first: for a name, a reason, the
// key.
#pragma once

#include "core/rating/conduct.h"
#include "ui/rating/studyactcard.h"
#include "ui/rating/studyoverview.h"
#include "ui/shell/workspace.h"

namespace antiphon {

struct CollectReport
{
    QList<Collected> collected;
    QStringList problems; // a sentence for each file that was refused
};

class StudyActs : public QObject
{
    Q_OBJECT
public:
    // `card` asks; both live as long as the view.
    StudyActs(const WorkspaceContext& context, StudyActCard* card, QWidget* view);

    // Ask for a folder; of a sealed study for its key before.
    void makePackets(const StudyRow& row, PacketForm form);
    // One more packet, for a rater who comes late or in place of one who gave up.
    void addRater(const StudyRow& row);
    void dropRater(const StudyRow& row, const QString& rater);
    void excludeRater(const StudyRow& row, const QString& rater);
    void includeRater(const StudyRow& row, const QString& rater);
    // Once the key is open: only with a reason, as an amendment.
    void collect(const StudyRow* row, const QStringList& paths);
    // One item alone, in two steps.
    void openItem(const StudyRow& row, const ListedItem& item);

Q_SIGNALS:
    void collected(const antiphon::CollectReport& report);

private:
    template<typename T>
    void run(const QString& title, std::function<Result<T>(const Connection&, const JobContext&)> step,
             std::function<void(const T&)> done);
    void writePackets(const Study& study, PacketForm form, const ActAnswer& answer);
    void decide(const StudyRow& row, const QString& rater, ActQuestion question,
                Result<void> (*act)(const Connection&, const Actor&, const Study&, const QString&,
                                    const QString&));
    void takeIn(const QStringList& paths, const QString& amendment);

    WorkspaceContext m_context;
    StudyActCard* m_card;
    QWidget* m_view;
};

} // namespace antiphon
