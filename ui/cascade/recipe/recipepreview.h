// What plans drawn by the recipe in hand look like, while one edits it.
#pragma once

#include "core/cascade/planbalance.h"
#include "core/cascade/plandiagnostics.h"
#include "core/catalogue/catalogueindex.h"

#include <QTimer>
#include <QWidget>

#include <atomic>
#include <memory>

class QComboBox;

namespace antiphon {

class BusyBar;
class CalmTable;
class DialogueView;
class LengthBars;
class RecipeDesk;
class SectionHeader;
class ShareModel;
class TextLabel;

class RecipePreview : public QWidget
{
    Q_OBJECT
public:
    static constexpr qint64 plansDrawn = 2000;
    RecipePreview(RecipeDesk& desk, QWidget* parent);
    ~RecipePreview() override;
    void showPlan(qint64 ordinal); // of those drawn
    qint64 shownPlan() const { return m_ordinal; }
    const PlanDiagnostics& diagnostics() const { return m_diagnostics; }
    void setSeed(quint64 seed);
    void drawNow(); // without waiting for more changes
    quint64 seed() const { return m_seed; }

Q_SIGNALS:
    void drawn();

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Drawn
    {
        PlanCounts counts;
        PlanDiagnostics diagnostics;
        PlanBalance balance;
        qint64 smallestPool = 0;
        Plan plan;
        std::shared_ptr<const CatalogueIndex> index;
    };
    static Result<Drawn> draw(const std::shared_ptr<const CatalogueIndex>& index, const Recipe& recipe,
                              quint64 seed, qint64 ordinal, const std::atomic<bool>& isLate);
    QWidget* makeFigures();
    QWidget* makeDialogue();
    void drawSoon();
    void present(const Drawn& drawn);
    void presentPlan(const Drawn& drawn);
    void presentNone(const QString& reason);
    void listCoders();
    void readCoder();

    RecipeDesk& m_desk;
    SectionHeader* m_header = nullptr;
    TextLabel* m_summary = nullptr;
    LengthBars* m_lengths = nullptr;
    QComboBox* m_coder = nullptr;
    ShareModel* m_shares = nullptr;
    CalmTable* m_table = nullptr;
    SectionHeader* m_planHeader = nullptr;
    DialogueView* m_dialogue = nullptr;
    BusyBar* m_busy = nullptr;
    QTimer m_timer;
    quint64 m_seed = 1;
    qint64 m_ordinal = 0;
    PlanDiagnostics m_diagnostics;
    std::optional<Recipe> m_coded;
    std::shared_ptr<std::atomic<bool>> m_late; // tells the draw that is under way to stop
    bool m_isStale = true;
};

} // namespace antiphon
