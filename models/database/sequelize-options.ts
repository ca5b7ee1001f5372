import type { Options } from 'sequelize';
import type { DatabaseOptions } from '../database.js';

/** What Sequelize is told on both databases: names as they are written, every row checked, statements handed on. */
export function sequelizeOptions({ onStatement }: DatabaseOptions) {
  return {
    logging: onStatement ? (sql: string) => onStatement(sql.replace(/^Executing \([^)]*\): /, '')) : false,
    define: {
      timestamps: false,
      freezeTableName: true,
      hooks: {
        // Left alone, bulkCreate writes rows without running their validators.
        beforeBulkCreate(_rows, options) {
          options.validate = true;
        },
      },
    },
  } as const satisfies Options;
}
