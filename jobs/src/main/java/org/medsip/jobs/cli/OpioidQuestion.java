package org.medsip.jobs.cli;

/** The opioids of each site, in DDD and in OME, asked of a file of prescribing. */
final class OpioidQuestion {

  /** Of what {@link FileViews} offers. */
  static final String SQL =
      "SELECT practice_code, sum(items) AS items, sum(ddd_main_index) AS ddd,"
          + " sum(ome_openprescribing_2026) AS ome"
          + " FROM practice_month_product_group GROUP BY practice_code ORDER BY practice_code";

  /** What an engine needs to know of presentations to answer it. */
  static final String PRODUCTS =
      "SELECT bnf_code, nic_per_dose, ddd_main_index_per_unit AS ddd,"
          + " ome_openprescribing_2026_per_unit AS ome FROM product_month"
          + " WHERE bnf_code LIKE '0407%' AND resolution <> 'not_opioid'";

  /**
   * The same in DuckDB, which is told the types of the columns it uses, so that it sums exactly: a
   * presentation at a site first, since units are rounded there. It is asked several times in one
   * process; each time its seconds are printed, and at the end the answer is written.
   */
  static final String DUCKDB =
      """
      import duckdb, sys, time
      source, products, target, threads, times = sys.argv[1:]
      session = duckdb.connect()
      session.execute("set threads = " + threads)
      session.execute("set enable_progress_bar = false")
      session.execute(
          f"create table product as select * from read_csv('{products}', header = true, types = "
          "{'bnf_code': 'varchar', 'nic_per_dose': 'decimal(18,10)', "
          "'ddd': 'decimal(18,10)', 'ome': 'decimal(18,10)'})")
      question = f'''
        with summed as (
          select case when UNIDENTIFIED = 'Y' or PRACTICE_CODE = '-' then 'UNIDENTIFIED'
                   else PRACTICE_CODE end as practice_code,
                 trim(BNF_PRESENTATION_CODE) as bnf_code, sum(ITEMS) as items,
                 sum(TOTAL_QUANTITY) as quantity, sum(NIC) as nic
          from read_csv('{source}', header = true, types = {{'PRACTICE_CODE': 'varchar',
            'ITEMS': 'bigint', 'TOTAL_QUANTITY': 'decimal(18,4)', 'NIC': 'decimal(18,5)'}})
          where BNF_PRESENTATION_CODE like '0407%'
          group by all)
        select practice_code, sum(items)::bigint as items,
               sum(units::decimal(20,4) * ddd)::decimal(38,14) as ddd,
               sum(units::decimal(20,4) * ome)::decimal(38,14) as ome
        from (select *, case when nic_per_dose is null then quantity
                          else round(nic / nic_per_dose, 4) end as units
              from summed join product using (bnf_code))
        group by practice_code order by practice_code'''
      for _ in range(int(times)):
          start, cpu = time.monotonic(), time.process_time()
          answer = session.execute(question).fetchall()
          print(time.monotonic() - start, time.process_time() - cpu)
      def plain(number):
          if number is None:
              return ''
          return f'{number.normalize():f}' if number else '0'
      with open(target, 'w') as out:
          out.write('practice_code,items,ddd,ome\\n')
          for practice, items, ddd, ome in answer:
              out.write(f'{practice},{items},{plain(ddd)},{plain(ome)}\\n')
      """;

  private OpioidQuestion() {}
}
